import type { Db } from "@slipway/db/db";
import { countStatements, type StatementCounts } from "@slipway/db/testing/count-statements";
import { type GivenApp, givenApp, testSecretKey } from "@slipway/db/testing/given-app";
import { sendMessage, testDb } from "@slipway/db/testing/send-message";
import { type TestDatabase, testDatabase } from "@slipway/db/testing/test-database";
import { startModelServer } from "@slipway/testing/model-server/start-model-server";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { compose, type Runner } from "#compose.ts";
import { readEnv } from "#env.ts";
import { untilFinal } from "#test/until.ts";

/** What the runner does each second, whether or not there is a run. */
const anyway = ["claim-runs", "list-own-runs", "beat-runner"];

let database: TestDatabase;
let db: Db;
let models: Awaited<ReturnType<typeof startModelServer>>;
let runner: Runner;
let countRunner: () => StatementCounts;
let app: GivenApp;

beforeAll(async () => {
  database = await testDatabase();
  db = testDb(database.url);
  models = await startModelServer();
  runner = compose(
    readEnv({ DATABASE_URL: database.url, SLIPWAY_SECRET_KEY: testSecretKey, SLIPWAY_LOG_LEVEL: "error" }),
    { sandbox: { kind: "missing", reason: "no tools are needed", advice: "" } },
  );
  countRunner = countStatements(runner.db);
  await runner.heartbeat.start();
  runner.dispatcher.start();
});

afterAll(async () => {
  runner.dispatcher.drain();
  await runner.dispatcher.idle();
  await runner.heartbeat.stop();
  await runner.db.close();
  await models.close();
  await db.close();
  await database.close();
});

beforeEach(async () => {
  app = await givenApp(db.pool, { provider: { baseUrl: `${models.url}/v1` } });
});

async function send(message: string, sessionId: string | null = null): Promise<string> {
  const sent = await sendMessage(db, app, { message, sessionId, durable: true });
  runner.dispatcher.wake();
  await untilFinal(db, { projectId: app.projectId, runId: sent.runId });
  return sent.sessionId;
}

async function rowsOf(sessionId: string): Promise<number> {
  const { rows } = await db.pool.query<{ count: number }>(
    `select ((select count(*) from session_event where session_id = $1)
       + (select count(*) from harness_entry where session_id = $1))::int as count`,
    [sessionId],
  );
  return rows[0]?.count ?? 0;
}

/** The statements of the runs themselves, by name. */
function ofRuns({ statements }: StatementCounts): Record<string, number> {
  return Object.fromEntries([...statements].filter(([name]) => !anyway.includes(name)).sort());
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

/**
 * What stores a run's beginning, and tells of it. A quick answer is stored with its end; on a busy machine it may come so
 * late that the beginning needs a flush of its own.
 */
const byTime = ["append-events", "notify-of-appends", "notify"];

async function askedBy(runs: number, sessionId: string) {
  const all: Record<string, number>[] = [];
  for (let run = 0; run < runs; run += 1) {
    countRunner();
    await send("!say Hello", sessionId);
    await runner.deps.announcer.settle();
    all.push(ofRuns(countRunner()));
  }
  const pick = (isByTime: boolean) =>
    all.map((one) =>
      Object.fromEntries(Object.entries(one).filter(([name]) => byTime.includes(name) === isByTime)),
    );
  return { always: pick(false), mostByTime: Math.max(...pick(true).map(sum)) };
}

it("asks the database for the same few things in run 30 of a session as in the first ones", async () => {
  const sessionId = await send("!say Hello");
  const before = await rowsOf(sessionId);
  const first = await askedBy(5, sessionId);
  const firstRows = (await rowsOf(sessionId)) - before;
  for (let run = 7; run <= 25; run += 1) await send("!say Hello", sessionId);
  const rowsBefore = await rowsOf(sessionId);
  const later = await askedBy(5, sessionId);
  // The configuration is remembered from the first run.
  const each = { "list-harness-entries": 1, "finish-run": 1, "notify-of-runs": 1 };
  expect(first.always).toEqual(new Array(5).fill(each));
  expect(later.always).toEqual(first.always);
  expect(first.mostByTime).toBeLessThanOrEqual(4);
  expect(later.mostByTime).toBeLessThanOrEqual(4);
  expect(firstRows / 5).toBe(11);
  expect((await rowsOf(sessionId)) - rowsBefore).toBe(firstRows);
}, 60_000);

it("asks for nothing that the claim has told", async () => {
  await send("!say Hello");
  await runner.deps.announcer.settle();
  countRunner();
  const create = () => sendMessage(db, app, { message: "!say Hello", durable: true });
  const sent = await Promise.all(Array.from({ length: 20 }, create));
  runner.dispatcher.wake();
  for (const { runId } of sent) await untilFinal(db, { projectId: app.projectId, runId });
  const asked = ofRuns(countRunner());
  expect(asked["list-harness-entries"]).toBeUndefined();
  expect(asked["find-revision-config"]).toBeUndefined();
  expect(asked["find-model-target"]).toBeUndefined();
  expect(asked["has-steers"]).toBeUndefined();
  expect(asked["finish-run"]).toBe(20);
}, 60_000);

it("writes the tokens of many sessions together", async () => {
  const sessions = 20;
  const tokens = 100;
  countRunner();
  await Promise.all(Array.from({ length: sessions }, () => send(`!tokens ${tokens} every 5ms`)));
  const { statements, transactions } = countRunner();
  const perToken = (count: number) => count / (sessions * tokens);
  expect(perToken(statements.get("append-events") ?? 0)).toBeLessThanOrEqual(0.05);
  const told = (statements.get("notify") ?? 0) + (statements.get("notify-of-appends") ?? 0);
  expect(perToken(told)).toBeLessThanOrEqual(0.08);
  expect(perToken(transactions)).toBeLessThanOrEqual(0.2);
  const { rows } = await db.pool.query<{ deltas: number; bytes: number }>(
    `select count(*)::int as deltas, sum(octet_length(data::text))::int as bytes
     from session_event where project_id = $1 and type = 'text.delta'`,
    [app.projectId],
  );
  const { deltas = 0, bytes = 0 } = rows[0] ?? {};
  // It did come in pieces: some were shown while others were yet to come.
  expect(deltas).toBeGreaterThanOrEqual(sessions * 2);
  expect(perToken(deltas)).toBeLessThanOrEqual(0.6);
  expect(perToken(bytes)).toBeLessThanOrEqual(50);
}, 60_000);
