import { findGrammarFault } from "@slipway/schemas/events/check-grammar";
import { closeInterrupted } from "@slipway/schemas/events/close-run";
import { digestRun } from "@slipway/schemas/events/digest-run";
import type { NewEvent, SlipwayEvent } from "@slipway/schemas/events/event";
import { newId } from "@slipway/schemas/ids";
import { isFinalStatus } from "@slipway/schemas/runs/run-status";
import { noTokens } from "@slipway/schemas/runs/usage";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { decideApproval } from "#approvals/decide-approval.ts";
import { parkRun } from "#approvals/park-run.ts";
import type { Db } from "#db.ts";
import { toEventRecord } from "#events/event-record.ts";
import { readRunEvents, readTails, toEvent } from "#events/read-events.ts";
import { cancelRun } from "#runs/cancel-run.ts";
import type { ClaimedRun } from "#runs/claim-runs.ts";
import { findRun } from "#runs/find-run.ts";
import { readHandedRuns } from "#runs/hand-over.ts";
import { markRunning } from "#runs/mark-running.ts";
import { releaseRun } from "#runs/release-run.ts";
import { sweepForgottenRuns } from "#runs/sweep-forgotten-runs.ts";
import { sweepLostRuns } from "#runs/sweep-runs.ts";
import { actAsRunner, type HandRunner } from "#testing/act-as-runner.ts";
import { type GivenApp, givenApp } from "#testing/given-app.ts";
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

const who = fc.nat(2);
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("enqueue" as const),
      session: who,
      durable: fc.boolean(),
      isAwaited: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("interrupt" as const), session: who }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("claim" as const), worker: who }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("takeHanded" as const), worker: who }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("append" as const), worker: who }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("finish" as const), worker: who, failed: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("requeue" as const), worker: who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("park" as const), worker: who }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("decide" as const), run: fc.nat(30), isAllowed: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("lapse" as const), worker: who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("revive" as const), worker: who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("sweep" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("cancel" as const), run: fc.nat(30) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Steps of one round happen at once, rounds one after the other. */
const schedule = fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { minLength: 4, maxLength: 16 });

type Held = { readonly claimed: ClaimedRun; turn: number; open: { blockId: string; text: string } | null };
type Worker = { readonly runner: HandRunner; readonly held: Held[] };
type Pen = { readonly worker: Worker; readonly held: Held };
type Sent = { readonly projectId: string; readonly sessionId: string; readonly runId: string };
type Write = { readonly runId: string; readonly attempt: number; readonly lastSeq: number };

type World = {
  readonly sessions: readonly { readonly app: GivenApp; readonly sessionId: string }[];
  readonly workers: readonly Worker[];
  readonly sent: Sent[];
  readonly writes: Write[];
  readonly claims: Set<string>;
  readonly interrupted: Set<string>;
};

async function givenWorld(): Promise<World> {
  await db.pool.query("truncate run, session, session_event, harness_entry, runner, approval");
  const [one, two] = [await givenApp(db.pool), await givenApp(db.pool)];
  const sent: Sent[] = [];
  const sessions: { app: GivenApp; sessionId: string }[] = [];
  for (const app of [one, one, two]) {
    const { sessionId, runId } = await sendMessage(db, app);
    sent.push({ projectId: app.projectId, sessionId, runId });
    sessions.push({ app, sessionId });
  }
  const workers = await Promise.all(
    [1, 2, 3].map(async () => ({ runner: await actAsRunner(db, { projectLimit: 400 }), held: [] })),
  );
  return { sessions, workers, sent, writes: [], claims: new Set(), interrupted: new Set() };
}

/** A worker does one thing after the other; workers, senders and sweepers do theirs at the same time. */
async function performAtOnce(world: World, round: readonly Step[]): Promise<void> {
  const hands = Object.values(
    Object.groupBy(round, (step) => ("worker" in step ? `worker ${step.worker}` : newId("request"))),
  );
  await Promise.all(
    hands.map(async (steps = []) => {
      for (const step of steps) await perform(world, step);
    }),
  );
}

async function perform(world: World, step: Step): Promise<void> {
  switch (step.do) {
    case "enqueue":
    case "interrupt":
      return await send(world, step);
    case "claim":
      return await claim(world, workerOf(world, step.worker));
    case "takeHanded":
      return await takeHanded(world, workerOf(world, step.worker));
    case "append":
      return await append(world, workerOf(world, step.worker));
    case "finish":
      return await finish(workerOf(world, step.worker), step.failed);
    case "requeue":
      return await requeue(workerOf(world, step.worker));
    case "park":
      return await park(world, workerOf(world, step.worker));
    case "decide":
      return await decide(world, step);
    case "lapse":
      return await setHeartbeat(workerOf(world, step.worker), "1 minute");
    case "revive":
      return await setHeartbeat(workerOf(world, step.worker), "0 seconds");
    case "sweep":
      return await sweep();
    case "cancel":
      return await cancel(world, step.run);
  }
}

function workerOf({ workers }: World, index: number): Worker {
  const worker = workers[index];
  if (!worker) throw new Error(`There is no worker ${index}`);
  return worker;
}

async function send(world: World, step: Extract<Step, { session: number }>): Promise<void> {
  const { app, sessionId } = world.sessions[step.session] ?? expect.unreachable();
  const isInterrupt = step.do === "interrupt";
  if (isInterrupt) world.interrupted.add(sessionId);
  const { runId } = await sendMessage(db, app, {
    sessionId,
    onBusy: isInterrupt ? "interrupt" : "enqueue",
    durable: step.do === "interrupt" ? false : step.durable,
    isAwaited: step.do === "enqueue" && step.isAwaited,
  });
  world.sent.push({ projectId: app.projectId, sessionId, runId });
}

async function claim(world: World, worker: Worker): Promise<void> {
  await begin(world, worker, await worker.runner.claim(1));
}

/** What was handed to it as it was stored, and it has not taken up yet. */
async function takeHanded(world: World, worker: Worker): Promise<void> {
  const isKnown = ({ runId }: Sent) => world.claims.has(`${runId} 1`);
  const runIds = world.sent.filter((sent) => !isKnown(sent)).map(({ runId }) => runId);
  await begin(world, worker, await readHandedRuns(db.pool, { runnerId: worker.runner.id, runIds }));
}

async function begin(world: World, worker: Worker, all: readonly ClaimedRun[]): Promise<void> {
  for (const claimed of all) {
    const lease = `${claimed.lease.runId} ${claimed.row.attempt}`;
    expect(world.claims).not.toContain(lease);
    world.claims.add(lease);
    const held: Held = { claimed, turn: 0, open: null };
    if (claimed.row.attempt > 1) {
      const past = await readRunEvents(db.pool, { ...claimed.lease, after: 0 });
      const digest = digestRun(past);
      held.turn = digest.turns;
      const resumed: NewEvent = { type: "run.resumed", checkpointId: null, reason: "runner_lost" };
      if (!(await write(world, { worker, held }, [...closeInterrupted(digest, new Date()), resumed])))
        continue;
    }
    if ((await markRunning(db.pool, claimed.lease)) === "running") worker.held.push(held);
  }
}

async function append(world: World, worker: Worker): Promise<void> {
  const held = worker.held.at(-1);
  if (!held) return;
  if (held.open) {
    held.open.text += "more ";
    await write(world, { worker, held }, [
      { type: "text.delta", blockId: held.open.blockId, delta: "more " },
    ]);
    return;
  }
  held.turn += 1;
  const open = { blockId: newId("block"), text: "said " };
  held.open = open;
  await write(world, { worker, held }, [
    { type: "turn.started", turn: held.turn, model: "demo/demo", messageId: newId("message") },
    { type: "text.started", blockId: open.blockId },
    { type: "text.delta", blockId: open.blockId, delta: open.text },
  ]);
}

async function write(world: World, { worker, held }: Pen, events: readonly NewEvent[]): Promise<boolean> {
  const { lease, row } = held.claimed;
  const lastSeq = await worker.runner.append(lease, events);
  if (lastSeq === null) drop(worker, held);
  else world.writes.push({ runId: lease.runId, attempt: row.attempt, lastSeq });
  return lastSeq !== null;
}

function drop({ held }: Worker, one: Held): void {
  if (held.includes(one)) held.splice(held.indexOf(one), 1);
}

async function finish(worker: Worker, failed: boolean): Promise<void> {
  const held = worker.held.at(-1);
  if (!held) return;
  drop(worker, held);
  const error = { code: "error", message: "It failed", retryable: false };
  await worker.runner.finish(held.claimed.lease, {
    stopReason: failed ? "error" : "completed",
    error: failed ? error : null,
    events: closing(held).map((event) => toEventRecord(event, new Date())),
  });
}

function closing({ open, turn }: Held): NewEvent[] {
  if (!open) return [];
  const digest = digestRun([
    event({ type: "turn.started", turn, model: "demo/demo", messageId: newId("message") }),
    event({ type: "text.started", blockId: open.blockId }),
    event({ type: "text.delta", blockId: open.blockId, delta: open.text }),
  ]);
  return closeInterrupted(digest, new Date());
}

function event(one: NewEvent): SlipwayEvent {
  return { seq: 1, sessionId: "ses_1", runId: "run_1", at: new Date().toISOString(), ...one };
}

async function requeue(worker: Worker): Promise<void> {
  const held = worker.held.at(-1);
  if (!held) return;
  drop(worker, held);
  await releaseRun(db, held.claimed.lease);
}

/** Lets a run wait for a person about a call. One that somebody wants to stop goes on, to be ended by its owner. */
async function park(world: World, worker: Worker): Promise<void> {
  const held = worker.held.at(-1);
  if (!held) return;
  const { lease, row } = held.claimed;
  drop(worker, held);
  const approvalId = newId("approval");
  const parked = await parkRun(db, lease, {
    questions: [{ approvalId, callId: newId("block"), tool: "note", input: {}, reason: "It asks." }],
    turn: Math.max(1, held.turn),
    events: closing(held).map((event) => toEventRecord(event, new Date())),
    entries: [],
    progress: { usage: { ...noTokens, turns: 0, toolCalls: 0 }, costMicroUsd: 0, ttftMs: null },
    now: new Date(),
  });
  if (parked.kind === "cancelled") worker.held.push(held);
  if (parked.kind === "parked")
    world.writes.push({ runId: lease.runId, attempt: row.attempt, lastSeq: parked.lastSeq });
}

async function decide(world: World, step: { readonly run: number; readonly isAllowed: boolean }) {
  const run = world.sent[step.run % world.sent.length] ?? expect.unreachable();
  const { rows } = await db.pool.query<{ id: string }>(
    "select id from approval where run_id = $1 and status = 'pending'",
    [run.runId],
  );
  for (const { id } of rows) {
    await decideApproval(db, {
      projectId: run.projectId,
      approvalId: id,
      decision: step.isAllowed ? "allow" : "deny",
      scope: "once",
      editedInput: null,
      comment: null,
      by: "usr_1",
      now: new Date(),
    });
  }
}

async function setHeartbeat({ runner }: Worker, age: string): Promise<void> {
  await db.pool.query("update runner set heartbeat_at = now() - $2::interval where id = $1", [
    runner.id,
    age,
  ]);
}

async function sweep(): Promise<void> {
  const { failed } = await sweepLostRuns(db, { leaseMs: 10_000, now: new Date() });
  expect(failed).toEqual([]);
}

async function cancel(world: World, index: number): Promise<void> {
  const run = world.sent[index % world.sent.length] ?? expect.unreachable();
  await cancelRun(db, { ...run, reason: null, now: new Date() });
}

/** What holds whenever nothing is under way. */
async function expectSettled({ sent, sessions }: World): Promise<void> {
  const runs = await Promise.all(sent.map((run) => findRun(db.pool, run.projectId, run.runId)));
  for (const { sessionId } of sessions) {
    const own = runs.filter((run) => run?.sessionId === sessionId);
    const queued = own.filter((run) => run?.status === "queued");
    const positions = queued.map((run) => run?.queuePosition ?? 0).toSorted((a, b) => a - b);
    expect(positions).toEqual(queued.map((_, index) => index + 1));
    const active = own.filter((run) => ["starting", "running", "waiting"].includes(run?.status ?? ""));
    expect(active.length).toBeLessThanOrEqual(1);
    const { rows: ready } = await db.pool.query(
      "select id from run where session_id = $1 and status = 'queued' and ready_at is not null",
      [sessionId],
    );
    expect(ready).toHaveLength(active.length === 0 && queued.length > 0 ? 1 : 0);
  }
}

/** A worker that comes last takes everything that is left and ends it. */
async function endAll(world: World): Promise<void> {
  for (const worker of world.workers) await setHeartbeat(worker, "1 minute");
  await sweep();
  for (const run of world.sent.keys()) await decide(world, { run, isAllowed: true });
  const last: Worker = { runner: await actAsRunner(db), held: [] };
  for (let before = -1; before !== world.claims.size; ) {
    before = world.claims.size;
    for (const _ of world.sessions) await claim(world, last);
    while (last.held.length > 0) await finish(last, false);
  }
  expect(await sweepForgottenRuns(db)).toBe(0);
}

async function logOf({ app, sessionId }: World["sessions"][number]): Promise<SlipwayEvent[]> {
  const rows = await readTails(db.pool, [{ projectId: app.projectId, sessionId, after: 0 }], 10_000);
  return rows.map((row) => toEvent(row) ?? expect.unreachable());
}

async function expectTruthfulEnds(world: World): Promise<void> {
  for (const { projectId, runId } of world.sent) {
    const run = await findRun(db.pool, projectId, runId);
    expect(run && isFinalStatus(run.status)).toBe(true);
    await expect(
      db.pool.query("update run set output_text = 'Other' where id = $1", [runId]),
    ).rejects.toThrow(/final/);
  }
  for (const session of world.sessions) {
    const log = await logOf(session);
    expect(findGrammarFault(log)).toBeNull();
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
    const ids = world.sent
      .filter(({ sessionId }) => sessionId === session.sessionId)
      .map(({ runId }) => runId);
    const ends = log.filter((one) => one.type === "run.finished");
    expect(ends.map(({ runId }) => runId).toSorted()).toEqual(ids.toSorted());
    for (const end of ends)
      expect(end.run).toEqual(await findRun(db.pool, session.app.projectId, end.run.id));
    expectSerial(log);
  }
}

/** A run that was started is the only one that works until it is finished. */
function expectSerial(log: readonly SlipwayEvent[]): void {
  let working: string | null = null;
  for (const { type, runId } of log) {
    if (type === "run.started") {
      expect(working).toBeNull();
      working = runId;
    } else if (["turn.started", "text.delta", "run.resumed"].includes(type)) expect(runId).toBe(working);
    else if (type === "run.finished" && runId === working) working = null;
  }
}

function expectOneOwnerAtATime({ writes }: World): void {
  for (const { runId, attempt, lastSeq } of writes) {
    const later = writes.filter((other) => other.runId === runId && other.attempt > attempt);
    for (const other of later) expect(other.lastSeq).toBeGreaterThan(lastSeq);
  }
}

async function expectOrder(world: World): Promise<void> {
  for (const session of world.sessions) {
    if (world.interrupted.has(session.sessionId)) continue;
    const log = await logOf(session);
    const queued = log.filter(({ type }) => type === "run.queued").map(({ runId }) => runId);
    const started = log.filter(({ type }) => type === "run.started").map(({ runId }) => runId);
    expect(started).toEqual(queued.filter((runId) => started.includes(runId)));
  }
}

it("C5 C15 C26 C28 whatever competing workers do, every run ends once, in order, written by one at a time", async () => {
  await fc.assert(
    fc.asyncProperty(schedule, async (rounds) => {
      const world = await givenWorld();
      for (const round of rounds) {
        await performAtOnce(world, round);
        await expectSettled(world);
      }
      await endAll(world);
      await expectTruthfulEnds(world);
      expectOneOwnerAtATime(world);
      await expectOrder(world);
    }),
    { numRuns: 20, endOnFailure: true },
  );
}, 120_000);

it("C37 never has more of a project's runs at work than its limit, when one worker claims after the other", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(who, { maxLength: 12 }),
      async (limit, claims) => {
        await db.pool.query("truncate run, session, session_event, harness_entry, runner, approval");
        const [flood, other] = [await givenApp(db.pool), await givenApp(db.pool)];
        for (let i = 0; i < 6; i++) await sendMessage(db, flood);
        await sendMessage(db, other);
        const workers = await Promise.all([1, 2, 3].map(() => actAsRunner(db)));
        const taken: ClaimedRun[] = [];
        for (const worker of claims) taken.push(...((await workers[worker]?.claim(1, limit)) ?? []));
        const mine = taken.filter(({ lease }) => lease.projectId === flood.projectId);
        expect(mine.length).toBeLessThanOrEqual(limit);
        // The other project's first run waits for one of the flood's at most.
        const place = taken.findIndex(({ lease }) => lease.projectId === other.projectId);
        if (claims.length >= 2) expect(place === 0 || place === 1).toBe(true);
      },
    ),
    { numRuns: 15, endOnFailure: true },
  );
});
