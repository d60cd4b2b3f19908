import { afterEach, beforeEach, expect, it } from "vitest";
import { createFirstAdmin, type FirstAdminOutcome } from "#people/create-first-admin.ts";
import { createSetupLink } from "#people/create-setup-link.ts";
import { ensureDefaultProject } from "#people/ensure-default-project.ts";
import { findMembership } from "#people/find-membership.ts";
import { isSetupLinkValid } from "#people/is-setup-link-valid.ts";
import { type TestPrisma, testPrisma } from "#testing/test-prisma.ts";

let test: TestPrisma;
beforeEach(async () => {
  test = await testPrisma();
});
afterEach(() => test[Symbol.asyncDispose]());

function setUp(setupToken: string, email = "Ada@Example.com"): Promise<FirstAdminOutcome> {
  const { id: projectId } = test.project;
  return createFirstAdmin(test.prisma, {
    projectId,
    email,
    name: "Ada",
    passwordHash: "hash",
    entitledBy: { setupToken },
  });
}

async function newToken(): Promise<string> {
  const token = await createSetupLink(test.db);
  if (token === null) throw new Error("There is a user already.");
  return token;
}

it("makes one first project, however many webs start at once", async () => {
  const projects = await Promise.all(Array.from({ length: 10 }, () => ensureDefaultProject(test.prisma)));
  expect(new Set(projects.map(({ id }) => id))).toEqual(new Set([test.project.id]));
});

it("makes the owner of the instance, admin of the first project, and no link after that", async () => {
  const outcome = await setUp(await newToken());
  if (outcome.kind !== "created") throw new Error(outcome.kind);
  expect(await findMembership(test.prisma, outcome.userId)).toEqual({
    projectId: test.project.id,
    role: "admin",
    isOwner: true,
  });
  const { rows } = await test.db.pool.query(`select email from "user"`);
  expect(rows).toEqual([{ email: "ada@example.com" }]);
  expect(await createSetupLink(test.db)).toBeNull();
});

it("uses a link up once, also when two bring it at the same moment", async () => {
  const token = await newToken();
  const outcomes = await Promise.all([setUp(token, "a@example.com"), setUp(token, "b@example.com")]);
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["created", "taken"]);
  expect(await isSetupLinkValid(test.prisma, token)).toBe(false);
});

it("leaves only the newest link valid, also of several made at once", async () => {
  const tokens = await Promise.all(Array.from({ length: 6 }, newToken));
  const valid = await Promise.all(tokens.map((token) => isSetupLinkValid(test.prisma, token)));
  expect(valid.filter(Boolean)).toHaveLength(1);
  const newest = await newToken();
  for (const token of tokens) expect(await setUp(token)).toEqual({ kind: "invalid_token" });
  expect((await setUp(newest)).kind).toBe("created");
});

it("refuses a link after a day, an unknown token and an empty one", async () => {
  const token = await newToken();
  await test.db.pool.query("update setup_link set expires_at = now() - interval '1 second'");
  for (const bad of [token, "unknown", ""]) {
    expect(await isSetupLinkValid(test.prisma, bad)).toBe(false);
    expect(await setUp(bad)).toEqual({ kind: "invalid_token" });
  }
});

it("C69 stores a link's token only as a hash, for 24 hours", async () => {
  const token = await newToken();
  const { rows } = await test.db.pool.query(
    "select token_hash, extract(epoch from expires_at - created_at)::int as seconds from setup_link",
  );
  expect(rows).toHaveLength(1);
  expect(rows[0].seconds).toBe(86_400);
  expect(JSON.stringify(rows)).not.toContain(token);
});
