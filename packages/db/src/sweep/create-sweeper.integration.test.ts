import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Db } from "#db.ts";
import { listen } from "#events/listen.ts";
import { cancelRun } from "#runs/cancel-run.ts";
import { findRun } from "#runs/find-run.ts";
import { createSweeper, type Sweeper } from "#sweep/create-sweeper.ts";
import { takeSweepTurn } from "#sweep/take-sweep-turn.ts";
import { actAsRunner } from "#testing/act-as-runner.ts";
import { countStatements } from "#testing/count-statements.ts";
import { givenApp } from "#testing/given-app.ts";
import { sendMessage, testDb } from "#testing/send-message.ts";
import { type TestDatabase, testDatabase } from "#testing/test-database.ts";

let database: TestDatabase;
let db: Db;

beforeAll(async () => {
  database = await testDatabase();
  db = testDb(database.url);
});
afterAll(async () => {
  await db.close();
  await database.close();
});

function sweeperOf(own: Db = db): Sweeper {
  const ignore = () => undefined;
  const sweeper = createSweeper({
    db: own,
    now: () => new Date(),
    onRecovered: ignore,
    onExpired: ignore,
    onStuck: (runId, error) => {
      throw new Error(`${runId} is stuck`, { cause: error });
    },
    onOutage: ignore,
  });
  sweeper.start();
  return sweeper;
}

async function until(what: string, ask: () => Promise<boolean>, timeoutMs = 20_000): Promise<void> {
  for (const deadline = Date.now() + timeoutMs; !(await ask()); await delay(20)) {
    if (Date.now() > deadline) throw new Error(`Waited for ${what}`);
  }
}

it("C10 with no runner alive a cancel is forced by whoever sweeps, within its lease and two seconds", async () => {
  const given = await givenApp(db.pool);
  const sent = await sendMessage(db, given);
  const runner = await actAsRunner(db);
  await runner.claimOne();
  const cancelled = await cancelRun(db, { ...given, runId: sent.runId, reason: null, now: new Date() });
  expect(cancelled.kind).toBe("requested");
  const sweeper = sweeperOf();
  const startedAt = Date.now();
  await until("the forced end", async () => {
    const run = await findRun(db.pool, given.projectId, sent.runId);
    return run?.status === "cancelled";
  });
  const tookMs = Date.now() - startedAt;
  await sweeper.stop();
  // Not before a lease has passed in which the database stood for everybody.
  expect(tookMs).toBeGreaterThan(9_000);
  expect(tookMs).toBeLessThan(14_000);
}, 30_000);

it("announces a run that was queued and forgotten", async () => {
  const given = await givenApp(db.pool);
  const sent = await sendMessage(db, given);
  const heard: string[] = [];
  const listener = listen({
    url: database.url,
    channels: ["queue"],
    applicationName: "test",
    onLine: (channel) => heard.push(channel),
    onReconnect: () => undefined,
    onError: () => undefined,
  });
  await listener.listening;
  await db.pool.query("update run set ready_at = null where id = $1", [sent.runId]);
  const sweeper = sweeperOf();
  await until("the announcement", () => Promise.resolve(heard.includes("queue")));
  await sweeper.stop();
  await listener.close();
  const runner = await actAsRunner(db);
  expect((await runner.claimOne()).lease.runId).toBe(sent.runId);
});

it("of many processes one works at a time, and the others ask one question", async () => {
  await db.pool.query("update sweep set swept_at = '2000-01-01'");
  const turns = await Promise.all(Array.from({ length: 8 }, () => takeSweepTurn(db.pool, 900)));
  expect(turns.filter(Boolean)).toHaveLength(1);
  const asked = new Map<string, number>();
  const others = Array.from({ length: 3 }, () => {
    const own = testDb(database.url);
    return { own, counted: countStatements(own) };
  });
  const sweepers = others.map(({ own }) => sweeperOf(own));
  const collect = () => {
    for (const { statements } of others.map(({ counted }) => counted())) {
      for (const [name, count] of statements) asked.set(name, (asked.get(name) ?? 0) + count);
    }
  };
  await until("twelve questions", () => {
    collect();
    return Promise.resolve((asked.get("take-sweep-turn") ?? 0) >= 12);
  });
  for (const sweeper of sweepers) await sweeper.stop();
  // The last answer may have begun a sweep.
  collect();
  for (const { own } of others) await own.close();
  expect(asked.get("find-lost-runs")).toBeGreaterThan(0);
  expect(asked.get("find-lost-runs")).toBeLessThanOrEqual(6);
});
