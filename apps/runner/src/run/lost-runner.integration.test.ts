import type { Db } from "@slipway/db/db";
import { readRunEvents } from "@slipway/db/events/read-events";
import { findRun } from "@slipway/db/runs/find-run";
import { givenApp } from "@slipway/db/testing/given-app";
import { sendMessage, testDb } from "@slipway/db/testing/send-message";
import { type TestDatabase, testDatabase } from "@slipway/db/testing/test-database";
import { findGrammarFault } from "@slipway/schemas/events/check-grammar";
import { foldEvents } from "@slipway/schemas/events/fold-messages";
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

/** A run that has shown something, and then its runner is killed. */
async function givenKilledRun({ durable, message }: { durable: boolean; message: string }) {
  const app = await givenApp(db.pool, { provider: { baseUrl: `${models.url}/v1` } });
  const runner = await startTestRunner(database.url);
  const sent = await sendMessage(db, app, { message, durable });
  const where = { projectId: app.projectId, sessionId: sent.sessionId, runId: sent.runId };
  await untilEvent(db, where, (event) => event.type === "text.delta");
  await runner.end("SIGKILL");
  return { app, sent, where };
}

it("C11 C9 ends a run truthfully when its runner is killed, keeps its text and serves the session", async () => {
  const { app, sent, where } = await givenKilledRun({
    durable: false,
    message: "!say Half an answer\n!hang",
  });
  expect(await findRun(db.pool, app.projectId, sent.runId)).toMatchObject({ status: "running" });
  await using next = await startTestRunner(database.url);
  const run = await untilFinal(db, { ...app, runId: sent.runId, timeoutMs: 25_000 });
  expect(run).toMatchObject({
    status: "failed",
    stopReason: "runner_lost",
    error: { code: "runner_lost", retryable: true },
    output: { text: "Half an answer", partial: true },
  });
  const events = await readRunEvents(db.pool, { ...where, after: 0 });
  expect(findGrammarFault(events)).toBeNull();
  const parts = foldEvents(events).messages.at(-1)?.parts;
  expect(parts).toMatchObject([
    { type: "text", text: "Half an answer", state: "done", interrupted: true },
    { type: "error", code: "runner_lost" },
  ]);

  const second = await sendMessage(db, app, { sessionId: sent.sessionId, message: "Go on" });
  expect(await untilFinal(db, { ...app, runId: second.runId })).toMatchObject({ status: "completed" });
  const asked = await models.nextRequest((entry) => entry.request?.messages.at(-1)?.text === "Go on");
  expect(asked.request?.messages.map(({ role, text }) => [role, text])).toEqual([
    ["user", "!say Half an answer\n!hang"],
    ["assistant", "Half an answer"],
    ["user", "Go on"],
  ]);
  expect(next.pid).toBeGreaterThan(0);
}, 60_000);

it("C11 goes on with a durable run on another runner, from what was shown", async () => {
  const { app, sent, where } = await givenKilledRun({
    durable: true,
    message: "!say First half\n!hang times 1",
  });
  models.script("!say and the second half");
  await using next = await startTestRunner(database.url);
  const run = await untilFinal(db, { ...app, runId: sent.runId, timeoutMs: 25_000 });
  expect(run).toMatchObject({ status: "completed", attempt: 2, usage: { turns: 2 } });
  expect(run.output?.text).toBe("First halfand the second half");
  const events = await readRunEvents(db.pool, { ...where, after: 0 });
  expect(findGrammarFault(events)).toBeNull();
  expect(events.filter((event) => event.type === "run.started")).toHaveLength(1);
  expect(events.filter((event) => event.type === "run.resumed")).toHaveLength(1);
  expect(next.log()).not.toContain('"level":50');
}, 60_000);

it("C12 hands a durable run over when it is told to stop, and leaves nothing running", async () => {
  const app = await givenApp(db.pool, { provider: { baseUrl: `${models.url}/v1` } });
  const runner = await startTestRunner(database.url);
  const quick = await sendMessage(db, app, { message: "!gate drain\n!say Finished in time" });
  await models.reached("drain");
  const ended = runner.end("SIGTERM");
  await until("the runner to drain", () => Promise.resolve(runner.log().includes("Draining")));
  const late = await sendMessage(db, app, { message: "!say Too late for this one" });
  models.open("drain");
  expect(await ended).toBe(0);
  expect(await findRun(db.pool, app.projectId, quick.runId)).toMatchObject({
    status: "completed",
    output: { text: "Finished in time" },
  });
  expect(await findRun(db.pool, app.projectId, late.runId)).toMatchObject({ status: "queued" });
  const { rows } = await db.pool.query("select 1 from run where status in ('starting', 'running')");
  expect(rows).toEqual([]);
  await using next = await startTestRunner(database.url);
  expect(await untilFinal(db, { ...app, runId: late.runId })).toMatchObject({ status: "completed" });
  expect(next.port).toBeGreaterThan(0);
}, 60_000);
