import { RunFilters } from "@slipway/schemas/public-api/run-filters";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
const runs: Record<string, { readonly runId: string; readonly sessionId: string }> = {};

const start = Date.parse("2026-11-20T10:00:00.000Z");
const minute = (n: number) => new Date(start + n * 60_000);

beforeAll(async () => {
  database = await testDatabase();
  db = testDb(database.url);
  given = await givenApp(db.pool);
  await sendMessage(db, await givenApp(db.pool), { message: "Another project's" });
  const runner = await actAsRunner(db);
  await runner.claim();
  runs.first = await sendMessage(db, given, { message: "100% \\ sure_thing", now: minute(1) });
  const { lease } = await runner.claimOne();
  await runner.finish(lease, { now: new Date(Date.now() + 5_000) });
  runs.second = await sendMessage(db, given, {
    input: { messages: [{ role: "user", content: "Among several" }] },
    source: "playground",
    environment: "production",
    userId: "usr_1",
    now: minute(2),
  });
  runs.third = await sendMessage(db, given, {
    revision: null,
    sessionId: runs.second.sessionId,
    now: minute(3),
  });
});
afterAll(async () => {
  await db.close();
  await database.close();
});

async function found(query: Record<string, string>) {
  const filters = RunFilters.parse(query);
  const page = await listRuns(db.pool, { projectId: given.projectId, filters, limit: 50 });
  return page.items.map(({ id }) => Object.keys(runs).find((name) => runs[name]?.runId === id));
}

const finds: readonly (readonly [Record<string, string>, readonly string[]])[] = [
  [{}, ["third", "second", "first"]],
  [{ status: "queued" }, ["third", "second"]],
  [{ status: "completed,failed" }, ["first"]],
  [{ stopReason: "completed" }, ["first"]],
  [{ type: "agent" }, []],
  [{ type: "chat" }, ["third", "second", "first"]],
  [{ environment: "production" }, ["second"]],
  [{ revision: "1" }, ["second", "first"]],
  [{ revision: "9007199254740991" }, []],
  [{ source: "playground" }, ["second"]],
  [{ model: "scripted/scripted" }, ["third", "second", "first"]],
  [{ model: "demo/demo" }, []],
  [{ userId: "usr_1" }, ["second"]],
  [{ from: minute(2).toISOString() }, ["third", "second"]],
  [{ to: minute(2).toISOString() }, ["first"]],
  [{ from: minute(2).toISOString(), to: minute(3).toISOString() }, ["second"]],
  [{ minDurationMs: "4000" }, ["first"]],
  [{ minDurationMs: "9007199254740991" }, []],
  [{ minCostUsd: "0" }, ["third", "second", "first"]],
  [{ minCostUsd: "1e300" }, []],
  [{ q: "100%" }, ["first"]],
  [{ q: "SURE_THING" }, ["first"]],
  [{ q: "among sev" }, ["second"]],
  [{ q: "%several%" }, ["second"]],
  [{ q: "-several" }, ["third", "first"]],
  [{ q: '"several among"' }, []],
];

describe.each([
  ["a moment after they ended", async () => 0],
  ["once the history has taken them over", () => noteEndedRuns(db.pool)],
])("%s", (_, prepare) => {
  beforeAll(async () => void (await prepare()));

  it.each(finds)("finds with %j", async (query, expected) => {
    expect(await found(query)).toEqual(expected);
  });
});

it("refuses a search without a word", async () => {
  await expect(found({ q: "\\ %" })).rejects.toMatchObject({ code: "invalid_request" });
});

it("finds a session's runs, with their places in its line", async () => {
  const filters = RunFilters.parse({ sessionId: runs.second?.sessionId });
  const page = await listRuns(db.pool, { projectId: given.projectId, filters, limit: 50 });
  expect(page.items.map(({ queuePosition }) => queuePosition)).toEqual([2, 1]);
});

it("pages by keys without gap or repeat, and refuses a cursor that it did not answer", async () => {
  const ids: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await listRuns(db.pool, { projectId: given.projectId, filters: {}, cursor, limit: 2 });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(ids).toEqual([runs.third?.runId, runs.second?.runId, runs.first?.runId]);
  await expect(
    listRuns(db.pool, { projectId: given.projectId, filters: {}, cursor: "x'", limit: 2 }),
  ).rejects.toMatchObject({ code: "invalid_request" });
});
