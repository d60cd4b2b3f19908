import { afterAll, beforeAll, expect, it } from "vitest";
import { countAttempt } from "#auth/count-attempt.ts";
import { createApiKey } from "#keys/create-api-key.ts";
import { ensureBootstrapKey } from "#keys/ensure-bootstrap-key.ts";
import { findApiKey } from "#keys/find-api-key.ts";
import { listApiKeys } from "#keys/list-api-keys.ts";
import { revokeApiKey } from "#keys/revoke-api-key.ts";
import { touchApiKey } from "#keys/touch-api-key.ts";
import { type TestPrisma, testPrisma } from "#testing/test-prisma.ts";

let test: TestPrisma;
beforeAll(async () => {
  test = await testPrisma();
});
afterAll(() => test[Symbol.asyncDispose]());

function newKey(name = "Mine") {
  return createApiKey(test.prisma, { projectId: test.project.id, name, role: "editor", createdBy: "usr_1" });
}

it("C69 shows a key once and stores its hash", async () => {
  const { value, ...key } = await newKey();
  expect(value).toMatch(/^slp_[A-Za-z0-9_-]{43}$/);
  expect(key).toEqual({
    id: expect.stringMatching(/^key_/),
    name: "Mine",
    role: "editor",
    preview: `${value.slice(0, 10)}…`,
    createdBy: "usr_1",
    createdAt: expect.any(String),
    lastUsedAt: null,
  });
  expect(await listApiKeys(test.prisma, test.project.id)).toContainEqual(key);
  const { rows } = await test.db.pool.query("select * from api_key");
  expect(JSON.stringify(rows)).not.toContain(value.slice(10));
  expect(await findApiKey(test.prisma, value)).toEqual({
    projectId: test.project.id,
    keyId: key.id,
    role: "editor",
  });
});

it("knows a revoked key no more, and revokes only the project's own", async () => {
  const { id: keyId, value } = await newKey();
  expect(await revokeApiKey(test.prisma, { projectId: "prj_other", keyId })).toBe("not_found");
  expect(await findApiKey(test.prisma, value)).not.toBeNull();
  expect(await revokeApiKey(test.prisma, { projectId: test.project.id, keyId })).toBe("revoked");
  expect(await revokeApiKey(test.prisma, { projectId: test.project.id, keyId })).toBe("not_found");
  expect(await findApiKey(test.prisma, value)).toBeNull();
  expect((await listApiKeys(test.prisma, test.project.id)).map(({ id }) => id)).not.toContain(keyId);
});

it("notes the use of a key at most once a minute", async () => {
  const { id: keyId } = await newKey("Used");
  const place = { projectId: test.project.id, keyId };
  const lastUsedAt = async () =>
    (await listApiKeys(test.prisma, test.project.id)).find(({ id }) => id === keyId)?.lastUsedAt;
  await touchApiKey(test.prisma, place);
  const first = await lastUsedAt();
  expect(first).not.toBeNull();
  await touchApiKey(test.prisma, place);
  expect(await lastUsedAt()).toBe(first);
  await test.db.pool.query("update api_key set last_used_at = now() - interval '61 seconds' where id = $1", [
    keyId,
  ]);
  await touchApiKey(test.prisma, place);
  expect(Date.parse((await lastUsedAt()) ?? "")).toBeGreaterThan(Date.now() - 30_000);
});

it("makes the bootstrap key once, as an admin key, and lets a revoked one stay revoked", async () => {
  const value = `slp_${"b".repeat(32)}`;
  const ensure = () => ensureBootstrapKey(test.prisma, { projectId: test.project.id, value });
  expect(await Promise.all([ensure(), ensure(), ensure()])).toEqual(["ready", "ready", "ready"]);
  const found = await findApiKey(test.prisma, value);
  expect(found?.role).toBe("admin");
  await revokeApiKey(test.prisma, { projectId: test.project.id, keyId: found?.keyId ?? "" });
  expect(await ensure()).toBe("revoked");
  expect(await findApiKey(test.prisma, value)).toBeNull();
});

it("lets as many attempts through as allowed, also of thirty at once, and again after the window", async () => {
  const limit = { key: "sign-in:x", windowSeconds: 60, maxAttempts: 10 };
  const attempts = await Promise.all(Array.from({ length: 30 }, () => countAttempt(test.prisma, limit)));
  expect(attempts.filter(({ allowed }) => allowed)).toHaveLength(10);
  const refused = attempts.find((attempt) => !attempt.allowed);
  expect(refused).toEqual({
    allowed: false,
    retryAfterSeconds: expect.toSatisfy((wait) => wait > 50 && wait <= 60),
  });
  await test.db.pool.query("update rate_limit set last_request = last_request - 60000 where key = $1", [
    limit.key,
  ]);
  expect(await countAttempt(test.prisma, limit)).toEqual({ allowed: true });
  expect(await countAttempt(test.prisma, { ...limit, key: "sign-in:y" })).toEqual({ allowed: true });
});
