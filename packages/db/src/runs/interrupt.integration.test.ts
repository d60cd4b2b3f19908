import { foldEvents } from "@slipway/schemas/events/fold-messages";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Db } from "#db.ts";
import { readTails, toEvent } from "#events/read-events.ts";
import { createRun } from "#runs/create-run.ts";
import { findRun } from "#runs/find-run.ts";
import { actAsRunner, turnOf } from "#testing/act-as-runner.ts";
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

async function saidIn(projectId: string, sessionId: string) {
  const stored = await readTails(db.pool, [{ projectId, sessionId, after: 0 }], 1_000);
  const events = stored.map(toEvent).filter((event) => event !== null);
  return foldEvents(events).messages.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.type === "text" ? [part.text] : [])),
  );
}

it("C26 interrupt asks the runner of the current run to stop and goes ahead of the queue", async () => {
  const given = await givenApp(db.pool);
  const { projectId } = given;
  const first = await sendMessage(db, given, { message: "First" });
  const { sessionId } = first;
  const runner = await actAsRunner(db);
  const working = await runner.claimOne();
  const queued = await sendMessage(db, given, { sessionId, message: "Queued" });
  const urgent = await sendMessage(db, given, { sessionId, message: "Urgent", onBusy: "interrupt" });
  expect(urgent.interrupted).toEqual({ runId: first.runId, isFinal: false });
  await runner.finish(working.lease, { stopReason: "cancelled", outputText: null });
  const next = await runner.claimOne();
  expect(next.lease.runId).toBe(urgent.runId);
  await runner.append(next.lease, turnOf(["At once."]));
  await runner.finish(next.lease);
  const last = await runner.claimOne();
  expect(last.lease.runId).toBe(queued.runId);
  await runner.finish(last.lease);
  expect(await saidIn(projectId, sessionId)).toEqual(["First", "Urgent", "At once.", "Queued"]);
});

it("C26 interrupt cancels at once a message that no runner has taken yet, and keeps the queue", async () => {
  const given = await givenApp(db.pool);
  const { projectId } = given;
  const first = await sendMessage(db, given, { message: "First" });
  const { sessionId } = first;
  const queued = await sendMessage(db, given, { sessionId, message: "Queued" });
  const urgent = await sendMessage(db, given, { sessionId, message: "Urgent", onBusy: "interrupt" });
  expect(urgent.interrupted).toEqual({ runId: first.runId, isFinal: true });
  expect(await findRun(db.pool, projectId, first.runId)).toMatchObject({ status: "cancelled" });
  const runner = await actAsRunner(db);
  for (const expected of [urgent, queued]) {
    const claimed = await runner.claimOne();
    expect(claimed.lease.runId).toBe(expected.runId);
    await runner.finish(claimed.lease);
  }
  expect(await saidIn(projectId, sessionId)).toEqual(["Urgent", "Queued"]);
});

it("C26 interrupt ends a run that waits for another runner", async () => {
  const given = await givenApp(db.pool);
  const first = await sendMessage(db, given, { durable: true });
  const { sessionId } = first;
  const runner = await actAsRunner(db);
  await runner.claimOne();
  await db.pool.query("update run set status = 'queued', ready_at = now() where id = $1", [first.runId]);
  await db.pool.query("update session set lease_token = null where id = $1", [sessionId]);
  const urgent = await sendMessage(db, given, { sessionId, message: "Urgent", onBusy: "interrupt" });
  expect(urgent.interrupted).toEqual({ runId: first.runId, isFinal: true });
  expect((await runner.claimOne()).lease.runId).toBe(urgent.runId);
});

it("C4 finds the first sending under the session's lock, also where a busy session is refused", async () => {
  const given = await givenApp(db.pool);
  const { sessionId, runId } = await sendMessage(db, given);
  const runner = await actAsRunner(db);
  await runner.finish((await runner.claimOne()).lease);
  const template = await findRun(db.pool, given.projectId, runId);
  if (!template) throw new Error("The run is gone");
  const send = () =>
    createRun(db, {
      ...given,
      sessionId,
      onBusy: "reject",
      clientMessageId: "once",
      requestHash: "same",
      revision: 1,
      environment: null,
      draftConfig: null,
      model: template.model,
      input: { message: "Again" },
      budget: template.budget,
      durable: false,
      approvals: null,
      source: "api",
      userId: null,
      metadata: {},
      trace: { traceId: template.traceId, parentSpanId: null, traceFlags: 1, traceState: null },
      now: new Date(),
      maxQueued: 10,
    });
  const kinds = (await Promise.all([send(), send(), send(), send()])).map(({ kind }) => kind);
  expect(kinds.toSorted()).toEqual(["created", "repeated", "repeated", "repeated"]);
});
