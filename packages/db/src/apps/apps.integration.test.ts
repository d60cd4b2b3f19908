import { parseAppConfig } from "@slipway/schemas/apps/app-config";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createApp, type NewApp } from "#apps/create-app.ts";
import { createRevision } from "#apps/create-revision.ts";
import { deployRevision } from "#apps/deploy-revision.ts";
import { getApp } from "#apps/get-app.ts";
import { getRevision } from "#apps/get-revision.ts";
import { listApps } from "#apps/list-apps.ts";
import { listDeployments } from "#apps/list-deployments.ts";
import { listRevisions } from "#apps/list-revisions.ts";
import { updateApp } from "#apps/update-app.ts";
import { type TestPrisma, testPrisma } from "#testing/test-prisma.ts";

let test: TestPrisma;
beforeAll(async () => {
  test = await testPrisma();
});
afterAll(() => test[Symbol.asyncDispose]());

const config = parseAppConfig("chat", { model: "demo/demo", instructions: "Be brief." });
const author = "usr_someone";

function newApp(values: Partial<NewApp> = {}) {
  const { projectId = test.project.id } = values;
  return createApp(test.prisma, {
    name: "My app",
    type: "chat",
    config,
    createdBy: author,
    ...values,
    projectId,
  });
}

it("makes an app with its revision 1", async () => {
  const { app, revision } = await newApp({ name: "Café Müller & Co." });
  expect(app).toEqual({
    id: expect.stringMatching(/^app_/),
    slug: "cafe-muller-co",
    name: "Café Müller & Co.",
    type: "chat",
    model: "demo/demo",
    latestRevision: 1,
    deployments: {},
    createdBy: author,
    createdAt: expect.any(String),
    updatedAt: expect.any(String),
    lastRunAt: null,
    archivedAt: null,
  });
  expect(revision).toEqual({
    number: 1,
    config: { model: "demo/demo", instructions: "Be brief." },
    message: "First revision",
    author,
    createdAt: expect.any(String),
  });
  expect(await getApp(test.prisma, { projectId: test.project.id, app: "cafe-muller-co" })).toEqual(app);
  expect(await getApp(test.prisma, { projectId: test.project.id, app: app.id })).toEqual(app);
});

it("gives apps of one name different slugs, also twenty at once", async () => {
  const made = await Promise.all(Array.from({ length: 20 }, () => newApp({ name: "Twin" })));
  const slugs = made.map(({ app }) => app.slug).sort();
  const expected = ["twin", ...Array.from({ length: 19 }, (_, index) => `twin-${index + 2}`)].sort();
  expect(slugs).toEqual(expected);
});

it("refuses a slug that was asked for and is taken, at creation and at renaming", async () => {
  const { app } = await newApp({ slug: "wanted" });
  const other = await newApp({ slug: "other" });
  await expect(newApp({ slug: "wanted" })).rejects.toMatchObject({ code: "conflict" });
  const change = { projectId: test.project.id, app: other.app.id, change: { slug: app.slug } };
  await expect(updateApp(test.prisma, change)).rejects.toMatchObject({ code: "conflict" });
});

it("C67 gives twenty commits at once the next twenty numbers, without gap or repetition", async () => {
  const { app } = await newApp({ name: "Busy" });
  const ids = { projectId: test.project.id, appId: app.id };
  const commits = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      createRevision(test.prisma, { ...ids, config, message: `commit ${index}`, author }),
    ),
  );
  const numbers = commits.map((revision) => revision?.number ?? 0).sort((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 2));
  for (const commit of commits) {
    expect(await getRevision(test.prisma, { ...ids, number: commit?.number ?? 0 })).toEqual(commit);
  }
  expect((await getApp(test.prisma, { projectId: ids.projectId, app: app.id }))?.latestRevision).toBe(21);
});

it("C67 lets one of many commits on the same parent through, and the others leave no gap", async () => {
  const { app } = await newApp({ name: "Contended" });
  const ids = { projectId: test.project.id, appId: app.id };
  const commits = await Promise.allSettled(
    Array.from({ length: 10 }, () =>
      createRevision(test.prisma, { ...ids, config, message: "mine", author, parent: 1 }),
    ),
  );
  expect(commits.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const commit of commits) {
    if (commit.status === "rejected") {
      expect(commit.reason).toMatchObject({ code: "conflict", details: { parent: 1, latestRevision: 2 } });
    }
  }
  const next = await createRevision(test.prisma, { ...ids, config, message: "next", author, parent: 2 });
  expect(next?.number).toBe(3);
});

it("C67 refuses any change of a stored revision", async () => {
  const { app } = await newApp();
  const change = test.db.pool.query("update revision set message = 'other' where app_id = $1", [app.id]);
  await expect(change).rejects.toMatchObject({ code: "SW002" });
});

it("deploys, rolls back and keeps the history", async () => {
  const { app } = await newApp({ name: "Deployed" });
  const ids = { projectId: test.project.id, appId: app.id };
  await createRevision(test.prisma, { ...ids, config, message: "", author });
  const deploy = (environment: string, revision: number) =>
    deployRevision(test.prisma, { ...ids, environment, revision, deployedBy: author });
  await deploy("production", 1);
  await deploy("staging", 2);
  await deploy("production", 2);
  const again = await deploy("production", 2);
  expect(again).toMatchObject({ environment: "production", revision: 2, deployedBy: author });
  await deploy("production", 1);
  const { current, history } = await listDeployments(test.prisma, ids);
  expect(current.map(({ environment, revision }) => [environment, revision])).toEqual([
    ["production", 1],
    ["staging", 2],
  ]);
  expect(
    history.filter((entry) => entry.environment === "production").map((entry) => entry.revision),
  ).toEqual([1, 2, 1]);
  expect((await getApp(test.prisma, { projectId: ids.projectId, app: app.id }))?.deployments).toEqual({
    production: 1,
    staging: 2,
  });
  await expect(deploy("production", 3)).rejects.toMatchObject({ code: "invalid_request" });
});

it("numbers deployments of one environment without loss when many come at once", async () => {
  const { app } = await newApp({ name: "Raced" });
  const ids = { projectId: test.project.id, appId: app.id };
  await createRevision(test.prisma, { ...ids, config, message: "", author });
  const deploys = Array.from({ length: 12 }, (_, index) =>
    deployRevision(test.prisma, {
      ...ids,
      environment: "production",
      revision: 1 + (index % 2),
      deployedBy: author,
    }),
  );
  expect((await Promise.all(deploys)).every(Boolean)).toBe(true);
  const { rows } = await test.db.pool.query(
    "select number from deployment where app_id = $1 order by number",
    [app.id],
  );
  expect(rows.map((row) => row.number)).toEqual(rows.map((_, index) => index + 1));
});

it("archives, restores, and refuses changes of an archived app", async () => {
  const { app } = await newApp({ name: "Old" });
  const ids = { projectId: test.project.id, appId: app.id };
  const set = (archived: boolean) =>
    updateApp(test.prisma, { projectId: ids.projectId, app: app.slug, change: { archived } });
  const archived = await set(true);
  expect(archived?.archivedAt).not.toBeNull();
  expect((await set(true))?.archivedAt).toBe(archived?.archivedAt);
  const commit = () => createRevision(test.prisma, { ...ids, config, message: "", author });
  await expect(commit()).rejects.toMatchObject({ code: "conflict" });
  const deploy = deployRevision(test.prisma, {
    ...ids,
    environment: "production",
    revision: 1,
    deployedBy: author,
  });
  await expect(deploy).rejects.toMatchObject({ code: "conflict" });
  const hidden = await listApps(test.prisma, { projectId: ids.projectId, archived: true, limit: 200 });
  expect(hidden.items.map(({ id }) => id)).toEqual([app.id]);
  expect((await set(false))?.archivedAt).toBeNull();
  expect((await commit())?.number).toBe(2);
});

it("pages apps and revisions without a gap or an overlap", async () => {
  const projectId = await otherProject("paged");
  const made: string[] = [];
  for (let index = 0; index < 7; index += 1)
    made.push((await newApp({ projectId, name: `App ${index}` })).app.id);
  const seen = await readAll((cursor) =>
    listApps(test.prisma, { projectId, archived: false, cursor, limit: 3 }),
  );
  expect(seen.map(({ id }) => id)).toEqual(made.sort().reverse());

  const ids = { projectId, appId: made[0] ?? "" };
  for (let index = 0; index < 11; index += 1)
    await createRevision(test.prisma, { ...ids, config, message: "", author });
  const revisions = await readAll((cursor) => listRevisions(test.prisma, { ...ids, cursor, limit: 5 }));
  expect(revisions.map(({ number }) => number)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  await expect(
    listApps(test.prisma, { projectId, archived: false, cursor: "x'; --", limit: 3 }),
  ).rejects.toMatchObject({
    code: "invalid_request",
  });
});

it("C64 shows a project nothing of another one", async () => {
  const { app } = await newApp({ name: "Ours" });
  const projectId = await otherProject("strangers");
  const ids = { projectId, appId: app.id };
  expect(await getApp(test.prisma, { projectId, app: app.id })).toBeNull();
  expect(await getApp(test.prisma, { projectId, app: app.slug })).toBeNull();
  expect(await updateApp(test.prisma, { projectId, app: app.id, change: { name: "Theirs" } })).toBeNull();
  expect(await createRevision(test.prisma, { ...ids, config, message: "", author })).toBeNull();
  expect(await getRevision(test.prisma, { ...ids, number: 1 })).toBeNull();
  expect((await listRevisions(test.prisma, { ...ids, limit: 5 })).items).toEqual([]);
  expect(
    await deployRevision(test.prisma, { ...ids, environment: "production", revision: 1, deployedBy: author }),
  ).toBeNull();
  expect((await listApps(test.prisma, { projectId, archived: false, limit: 5 })).items).toEqual([]);
  // The same slug is free there.
  expect((await newApp({ projectId, slug: app.slug })).app.slug).toBe(app.slug);
});

it("reads when an app last ran", async () => {
  const { app } = await newApp({ name: "Ran" });
  await test.db.pool.query(
    `insert into run (project_id, id, session_id, app_id, app_slug, app_type, model, status, input, message_id, budget,
       durable, queue_rank, source, trace_id, first_seq, created_at)
     select $1, 'run_' || n, 'ses_1', $2, 'ran', 'chat', 'demo/demo', 'queued', '{}', 'msg_1', '{}', false, n, 'api', 't', 1,
       '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 hour' from generate_series(1, 3) n`,
    [test.project.id, app.id],
  );
  const read = await getApp(test.prisma, { projectId: test.project.id, app: app.id });
  expect(read?.lastRunAt).toBe("2026-01-01T03:00:00.000Z");
});

async function otherProject(slug: string): Promise<string> {
  const id = `prj_${slug}`;
  await test.prisma.project.create({ data: { id, slug, name: slug } });
  return id;
}

type PageOf<T> = { readonly items: readonly T[]; readonly nextCursor: string | null };

async function readAll<T>(read: (cursor: string | undefined) => Promise<PageOf<T>>): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    all.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return all;
}
