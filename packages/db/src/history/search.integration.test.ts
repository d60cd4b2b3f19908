import { RunFilters } from "@slipway/schemas/public-api/run-filters";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Db } from "#db.ts";
import { noteEndedRuns } from "#history/note-ended-runs.ts";
import { listRuns } from "#runs/list-runs.ts";
import { actAsRunner } from "#testing/act-as-runner.ts";
import { type GivenApp, givenApp } from "#testing/given-app.ts";
import { sendMessage, testDb } from "#testing/send-message.ts";
import { type TestDatabase, testDatabase } from "#testing/test-database.ts";

let database: TestDatabase;
let db: Db;
let given: GivenApp;
const ids: Record<string, string> = {};

const said = {
  english: { message: "Where is order_id 4711, the blue teapot?" },
  chinese: { message: "请把这封邮件翻译成德文" },
  variables: { variables: { topic: "Harbour cranes", tone: "dry" } },
  long: {
    message: `Start ${"x".repeat(3_000)} ${Array.from({ length: 6_000 }, (_, n) => `w${n}`).join(" ")}`,
  },
};

beforeAll(async () => {
  database = await testDatabase();
  db = testDb(database.url);
  given = await givenApp(db.pool);
  const runner = await actAsRunner(db);
  for (const [name, input] of Object.entries(said)) {
    ids[name] = (await sendMessage(db, given, { input })).runId;
    const { lease } = await runner.claimOne();
    await runner.finish(lease, { outputText: `Answer to ${name}` });
  }
  const others = await sendMessage(db, await givenApp(db.pool), { message: "Another teapot" });
  const { lease } = await runner.claimOne();
  await runner.finish(lease, {});
  expect(lease.runId).toBe(others.runId);
  expect(await noteEndedRuns(db.pool)).toBe(5);
});
afterAll(async () => {
  await db.close();
  await database.close();
});

it.each([
  ["teapot", ["english"]],
  ["tea", ["english"]],
  ["order_id 4711", ["english"]],
  ['"blue teapot"', ["english"]],
  ['"teapot blue"', []],
  ["teapot -blue", []],
  ["邮件", ["chinese"]],
  ["harbour", ["variables"]],
  ["answer chinese", ["chinese"]],
  ["w5999", ["long"]],
  ["teapot or dry", ["english", "variables"]],
  ["user", []],
  ["project", []],
])("C62 the words %s are found where they were said", async (q, names) => {
  const filters = RunFilters.parse({ q });
  const { items } = await listRuns(db.pool, { projectId: given.projectId, filters, limit: 50 });
  expect(items.map(({ id }) => id)).toEqual(names.map((name) => ids[name]).toReversed());
});

it("takes each run over once, whoever ended it", async () => {
  expect(await noteEndedRuns(db.pool)).toBe(0);
  const { rows } = await db.pool.query(
    "select status, stop_reason, tokens::int, source from run_fact where project_id = $1 and id = $2",
    [given.projectId, ids.english],
  );
  expect(rows).toEqual([{ status: "completed", stop_reason: "completed", tokens: 0, source: "api" }]);
});
