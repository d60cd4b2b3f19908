import type { Db } from "@slipway/db/db";
import { readRunEvents } from "@slipway/db/events/read-events";
import { givenApp } from "@slipway/db/testing/given-app";
import { sendMessage, testDb } from "@slipway/db/testing/send-message";
import { type TestDatabase, testDatabase } from "@slipway/db/testing/test-database";
import { findGrammarFault } from "@slipway/schemas/events/check-grammar";
import { startModelServer } from "@slipway/testing/model-server/start-model-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestRunner } from "#test/start-test-runner.ts";
import { until, untilEvent, untilFinal } from "#test/until.ts";

let database: TestDatabase;
let db: Db;
let models: Awaited<ReturnType<typeof startModelServer>>;

beforeAll(async () => {
  database = await testDatabase();
  db = testDb(database.url);
  models = await startModelServer();
});

afterAll(async () => {
  await models.close();
  await db.close();
  await database.close();
});

async function givenTalkingRun(message: string, durable: boolean) {
  const app = await givenApp(db.pool, { provider: { baseUrl: `${models.url}/v1` } });
  const sent = await sendMessage(db, app, { message, durable });
  const where = { projectId: app.projectId, sessionId: sent.sessionId, runId: sent.runId };
  await untilEvent(db, where, (event) => event.type === "text.delta");
  return { app, where };
}

function untilStale(runnerCount: number): Promise<unknown> {
  const statement = "select 1 from runner where heartbeat_at < now() - interval '11 seconds'";
  return until("the leases to lapse", async () => (await db.pool.query(statement)).rowCount === runnerCount);
}

it("keeps the runs of a runner that stood still, when nobody took them, and fences it when somebody did", async () => {
  const runner = await startTestRunner(database.url);
  const kept = await givenTalkingRun("!say Still\n!gate kept\n!say mine", false);
  process.kill(runner.pid, "SIGSTOP");
  await untilStale(1);
  process.kill(runner.pid, "SIGCONT");
  await until("the runner to be back", async () => {
    const fresh = "select 1 from runner where heartbeat_at > now() - interval '2 seconds'";
    return (await db.pool.query(fresh)).rowCount === 1;
  });
  models.open("kept");
  expect(await untilFinal(db, { ...kept.app, runId: kept.where.runId })).toMatchObject({
    status: "completed",
    output: { text: "Still mine" },
  });

  // Silent models: the paused runner has nothing to write by which it would notice.
  const ended = await givenTalkingRun("!say Lost one\n!hang", false);
  const resumed = await givenTalkingRun("!say Lost two\n!hang times 1\n!say and found", true);
  const asked = await Promise.all(
    ["Lost one", "Lost two"].map((words) =>
      models.nextRequest((entry) => entry.request?.messages.at(-1)?.text?.includes(words) ?? false),
    ),
  );
  await using other = await startTestRunner(database.url);
  process.kill(runner.pid, "SIGSTOP");
  expect(await untilFinal(db, { ...ended.app, runId: ended.where.runId, timeoutMs: 30_000 })).toMatchObject({
    stopReason: "runner_lost",
    output: { text: "Lost one", partial: true },
  });
  expect(await untilFinal(db, { ...resumed.app, runId: resumed.where.runId })).toMatchObject({
    status: "completed",
    attempt: 2,
  });
  process.kill(runner.pid, "SIGCONT");
  expect(await Promise.all(asked.map((entry) => entry.ended))).toEqual(["client-closed", "client-closed"]);
  for (const { where } of [ended, resumed]) {
    const events = await readRunEvents(db.pool, { ...where, after: 0 });
    expect(findGrammarFault(events)).toBeNull();
  }
  expect(other.pid).toBeGreaterThan(0);
  await runner.end("SIGKILL");
}, 90_000);
