import { newId } from "@slipway/schemas/ids";
import { noUsage } from "@slipway/schemas/runs/usage";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Db } from "#db.ts";
import { listHarnessEntries } from "#harness/list-harness-entries.ts";
import { findRun } from "#runs/find-run.ts";
import { finishRun } from "#runs/finish-run.ts";
import { giveUpRun } from "#runs/give-up-run.ts";
import { listOwnRuns } from "#runs/list-own-runs.ts";
import { markRunning } from "#runs/mark-running.ts";
import { sweepLostRuns } from "#runs/sweep-runs.ts";
import { actAsRunner } from "#testing/act-as-runner.ts";
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

const now = () => new Date();
const sweep = () => sweepLostRuns(db, { leaseMs: 10_000, now: now() });

async function givenClaimedRun() {
  const app = await givenApp(db.pool);
  const sent = await sendMessage(db, app);
  const runner = await actAsRunner(db);
  const claimed = (await runner.claim()).find(({ lease }) => lease.runId === sent.runId);
  if (!claimed) throw new Error("Nothing was claimed");
  const vanish = () => db.pool.query("delete from runner where id = $1", [runner.id]);
  return { app, sent, runner, claimed, vanish };
}

it("C11 gives a run back to the queue whose model was not asked yet, durable or not, as often as it may be resumed", async () => {
  const { app, sent, vanish } = await givenClaimedRun();
  for (let attempt = 1; attempt <= 3; attempt++) {
    await vanish();
    await db.pool.query("delete from runner");
    await sweep();
    expect(await findRun(db.pool, app.projectId, sent.runId)).toMatchObject({ status: "queued", attempt });
    await (await actAsRunner(db)).claim();
  }
  await db.pool.query("delete from runner");
  await sweep();
  expect(await findRun(db.pool, app.projectId, sent.runId)).toMatchObject({
    status: "failed",
    stopReason: "runner_lost",
  });
});

it("C14 deals with every other lost run when one cannot be ended", async () => {
  const poisoned = await givenClaimedRun();
  const healthy = await givenClaimedRun();
  for (const { claimed } of [poisoned, healthy]) await markRunning(db.pool, claimed.lease);
  const name = `poison_${poisoned.sent.runId}`;
  await db.pool.query(
    `alter table run add constraint ${name} check (id <> '${poisoned.sent.runId}' or status = 'running') not valid`,
  );
  await poisoned.vanish();
  await healthy.vanish();
  const { swept, failed } = await sweep();
  expect(failed.map(({ runId }) => runId)).toEqual([poisoned.sent.runId]);
  expect(swept.map((run) => run.kind === "ended" && run.finished.run.id)).toEqual([healthy.sent.runId]);
  await db.pool.query(`alter table run drop constraint ${name}`);
  expect((await sweep()).failed).toEqual([]);
});

it("takes no run from a runner that is late while heartbeats prove nothing", async () => {
  const { app, sent, runner } = await givenClaimedRun();
  await db.pool.query("update runner set heartbeat_at = now() - interval '1 hour' where id = $1", [
    runner.id,
  ]);
  await sweepLostRuns(db, { leaseMs: null, now: now() });
  await sweepLostRuns(db, { leaseMs: 10_000, now: now(), mayTake: () => false });
  expect(await findRun(db.pool, app.projectId, sent.runId)).toMatchObject({ status: "starting" });
});

it("keeps for the model what a lost run had shown, also in a block that was finished", async () => {
  const { app, sent, runner, claimed, vanish } = await givenClaimedRun();
  await markRunning(db.pool, claimed.lease);
  await runner.append(claimed.lease, [
    { type: "turn.started", turn: 1, model: "demo/demo", messageId: newId("message") },
    { type: "text.started", blockId: "1" },
    { type: "text.delta", blockId: "1", delta: "One. " },
    { type: "text.finished", blockId: "1", text: "One. " },
    { type: "text.started", blockId: "2" },
    { type: "text.delta", blockId: "2", delta: "Tw" },
  ]);
  await vanish();
  await sweep();
  expect(await listHarnessEntries(db, app.projectId, sent.sessionId)).toEqual([
    { kind: "message", role: "assistant", text: "One. Tw", partial: true },
  ]);
});

it("gives up only a run that is the runner's own, in the very attempt that it was asked about", async () => {
  const { app, sent, runner } = await givenClaimedRun();
  const own = (await listOwnRuns(db.pool, runner.id)).find(({ runId }) => runId === sent.runId);
  if (!own) throw new Error("The run is not listed");
  const giveUp = (runnerId: string, attempt: number) =>
    giveUpRun(db, { runnerId, run: { ...own, attempt }, now: now() });
  expect(await giveUp("rnr_other", own.attempt)).toBeNull();
  expect(await giveUp(runner.id, own.attempt + 1)).toBeNull();
  expect(await giveUp(runner.id, own.attempt)).toMatchObject({ kind: "requeued" });
  expect(await giveUp(runner.id, own.attempt)).toBeNull();
  expect(await findRun(db.pool, app.projectId, sent.runId)).toMatchObject({
    status: "queued",
    queuePosition: 1,
  });
});

it("C5 answers an end that is sent again as it was stored, and another one as fenced", async () => {
  const { claimed } = await givenClaimedRun();
  await markRunning(db.pool, claimed.lease);
  const end = {
    stopReason: "completed",
    outputText: "Hi",
    error: null,
    progress: { usage: noUsage, costMicroUsd: 0, ttftMs: 1 },
    events: [],
    entries: [],
  } as const;
  const at = now();
  const first = await finishRun(db, claimed, { ...end, now: at });
  if (first === "fenced") throw new Error("The first end was fenced");
  const again = await finishRun(db, claimed, { ...end, now: at });
  expect(again).toEqual({ ...first, promotedRunId: null });
  expect(await finishRun(db, claimed, { ...end, now: new Date(at.getTime() + 1) })).toBe("fenced");
});
