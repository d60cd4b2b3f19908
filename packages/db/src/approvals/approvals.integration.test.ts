import { randomUUID } from "node:crypto";
import type { NewEvent } from "@slipway/schemas/events/event";
import { newId } from "@slipway/schemas/ids";
import { noTokens, noUsage } from "@slipway/schemas/runs/usage";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DecideApproval, decideApproval } from "#approvals/decide-approval.ts";
import { expireApprovals } from "#approvals/expire-approvals.ts";
import { listApprovals } from "#approvals/list-approvals.ts";
import { listRunAnswers, listSessionGrants } from "#approvals/list-run-answers.ts";
import { type Parked, type ParkRun, parkRun } from "#approvals/park-run.ts";
import type { Db } from "#db.ts";
import { listHarnessEntries } from "#harness/list-harness-entries.ts";
import { cancelRun } from "#runs/cancel-run.ts";
import type { ClaimedRun } from "#runs/claim-runs.ts";
import { findRun } from "#runs/find-run.ts";
import { sweepLostRuns } from "#runs/sweep-runs.ts";
import { actAsRunner, type HandRunner } from "#testing/act-as-runner.ts";
import { type GivenApp, givenApp } from "#testing/given-app.ts";
import { readLog } from "#testing/read-log.ts";
import { sendMessage, testDb } from "#testing/send-message.ts";
import { type TestDatabase, testDatabase } from "#testing/test-database.ts";

let database: TestDatabase;
let db: Db;
let runner: HandRunner;

beforeAll(async () => {
  database = await testDatabase();
  db = testDb(database.url);
  runner = await actAsRunner(db);
});

afterAll(async () => {
  await db.close();
  await database.close();
});

const progress = { usage: { ...noUsage, turns: 1 }, costMicroUsd: 0, ttftMs: 1 };

const asking: NewEvent[] = [
  { type: "turn.started", turn: 1, model: "demo/demo", messageId: newId("message") },
  { type: "tool.requested", callId: "call_1", name: "bash", inputDelta: '{"command":"ls"}' },
  { type: "tool.requested", callId: "call_2", name: "write", inputDelta: '{"path":"a"}' },
  {
    type: "turn.finished",
    turn: 1,
    model: "demo/demo",
    usage: noTokens,
    costUsd: 0,
    stopReason: "tool_calls",
    durationMs: 1,
    ttftMs: 1,
  },
];

function park(claimed: ClaimedRun, change: Partial<ParkRun> = {}): Promise<Parked> {
  const ids = [newId("approval"), newId("approval")].toSorted();
  const questions = [
    { callId: "call_1", tool: "bash", input: { command: "ls" } },
    { callId: "call_2", tool: "write", input: { path: "a" } },
  ].map((question, index) => ({ ...question, approvalId: ids[index] ?? "", reason: "It asks." }));
  const now = new Date();
  return parkRun(db, claimed.lease, {
    questions,
    turn: 1,
    events: [],
    entries: [],
    progress,
    now,
    ...change,
  });
}

type Waiting = { readonly app: GivenApp; readonly claimed: ClaimedRun; readonly ids: readonly string[] };

/** A run that waits for two decisions. */
async function givenWaiting(change: Partial<ParkRun> = {}): Promise<Waiting> {
  const app = await givenApp(db.pool);
  await sendMessage(db, app, { durable: true });
  const claimed = await runner.claimOne();
  await runner.append(claimed.lease, asking);
  expect((await park(claimed, change)).kind).toBe("parked");
  const run = await findRun(db.pool, app.projectId, claimed.lease.runId);
  return { app, claimed, ids: run?.pendingApprovals.map(({ id }) => id) ?? [] };
}

function decide(
  { app }: Waiting,
  approvalId: string | undefined,
  change: Partial<DecideApproval> = {},
): ReturnType<typeof decideApproval> {
  return decideApproval(db, {
    projectId: app.projectId,
    approvalId: approvalId ?? "",
    decision: "allow",
    scope: "once",
    editedInput: null,
    comment: null,
    by: "usr_1",
    now: new Date(),
    ...change,
  });
}

const runOf = ({ app, claimed }: Waiting) => findRun(db.pool, app.projectId, claimed.lease.runId);
const logOf = ({ claimed }: Waiting) => readLog(db, claimed.lease);

describe("C39 a run that asks", () => {
  it("waits as a row and holds no runner", async () => {
    const waiting = await givenWaiting();
    expect(await runOf(waiting)).toMatchObject({
      status: "waiting",
      usage: { turns: 1 },
      pendingApprovals: [
        { callId: "call_1", tool: "bash", input: { command: "ls" }, reason: "It asks." },
        { callId: "call_2", tool: "write", input: { path: "a" } },
      ],
    });
    const { rows } = await db.pool.query("select lease_token, active_run_id from session where id = $1", [
      waiting.claimed.lease.sessionId,
    ]);
    expect(rows).toEqual([{ lease_token: null, active_run_id: waiting.claimed.lease.runId }]);
    expect(await runner.append(waiting.claimed.lease, asking)).toBeNull();
    expect(await runner.claim()).toEqual([]);
    await sweepLostRuns(db, { leaseMs: 0, now: new Date() });
    expect((await runOf(waiting))?.status).toBe("waiting");
    expect((await logOf(waiting)).slice(-3).map(({ type }) => type)).toEqual([
      "approval.requested",
      "approval.requested",
      "run.waiting",
    ]);
  });

  it("can be parked again when the answer was lost, and asks no question twice", async () => {
    const app = await givenApp(db.pool);
    await sendMessage(db, app);
    const claimed = await runner.claimOne();
    const questions = [
      { approvalId: newId("approval"), callId: "call_1", tool: "bash", input: {}, reason: "It asks." },
    ];
    const [first, second] = [await park(claimed, { questions }), await park(claimed, { questions })];
    expect(first).toEqual(second);
    const { items } = await listApprovals(db.pool, { projectId: app.projectId, limit: 10 });
    expect(items).toHaveLength(1);
  });

  it("does not wait when somebody wanted it to stop before", async () => {
    const app = await givenApp(db.pool);
    await sendMessage(db, app);
    const claimed = await runner.claimOne();
    const { projectId, runId } = claimed.lease;
    await cancelRun(db, { projectId, runId, reason: null, now: new Date() });
    expect(await park(claimed)).toEqual({ kind: "cancelled" });
    expect((await findRun(db.pool, projectId, runId))?.status).toBe("running");
    await runner.finish(claimed.lease, { stopReason: "cancelled", outputText: null });
  });

  it("goes on after the last decision, on any runner, and what it waited is known", async () => {
    const waiting = await givenWaiting({ now: new Date(Date.now() - 60_000) });
    const [first, second] = waiting.ids;
    expect(await decide(waiting, first)).toMatchObject({ kind: "decided", isResumed: false });
    expect((await runOf(waiting))?.status).toBe("waiting");
    expect(await decide(waiting, second, { decision: "deny", comment: "No." })).toMatchObject({
      kind: "decided",
      isResumed: true,
      approval: { status: "denied", comment: "No.", decidedBy: "usr_1" },
    });
    const other = await actAsRunner(db);
    const again = await other.claimOne();
    expect(again).toMatchObject({ row: { id: waiting.claimed.lease.runId, attempt: 2 }, parks: 1 });
    expect(again.waitedMs).toBeGreaterThanOrEqual(60_000);
    expect(await listRunAnswers(db.pool, waiting.app.projectId, again.row.id)).toEqual([
      { callId: "call_1", allowed: true, input: { command: "ls" }, comment: null, isExpired: false },
      { callId: "call_2", allowed: false, input: { path: "a" }, comment: "No.", isExpired: false },
    ]);
    await other.finish(again.lease);
  });

  it("is lost as often as its budget says, however often it has waited", async () => {
    const waiting = await givenWaiting();
    for (const id of waiting.ids) await decide(waiting, id);
    await db.pool.query("update run set parks = 10, attempt = 10 where id = $1", [
      waiting.claimed.lease.runId,
    ]);
    await runner.claimOne();
    await db.pool.query("update run set runner_id = 'rnr_gone' where id = $1", [waiting.claimed.lease.runId]);
    const { swept } = await sweepLostRuns(db, { leaseMs: null, now: new Date() });
    expect(swept).toMatchObject([{ kind: "requeued", runId: waiting.claimed.lease.runId }]);
    await runner.finish((await runner.claimOne()).lease);
  });
});

describe("C39 a decision", () => {
  it("is the first of two, whoever asks at the same time", async () => {
    const waiting = await givenWaiting();
    const [id] = waiting.ids;
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        decide(waiting, id, { decision: index % 2 ? "allow" : "deny", by: `usr_${index}` }),
      ),
    );
    const won = answers.filter(({ kind }) => kind === "decided");
    expect(won).toHaveLength(1);
    const approvals = answers.flatMap((answer) => (answer.kind === "not_found" ? [] : [answer.approval]));
    expect(new Set(approvals.map(({ decidedBy }) => decidedBy)).size).toBe(1);
    const decided = (await logOf(waiting)).filter(({ type }) => type === "approval.decided");
    expect(decided).toHaveLength(1);
    await expect(
      db.pool.query("update approval set status = 'denied', comment = 'x' where id = $1", [id]),
    ).rejects.toThrow(/is decided/);
  });

  it("can change the input, and can hold for the session", async () => {
    const waiting = await givenWaiting();
    const [first, second] = waiting.ids;
    await decide(waiting, first, { editedInput: { command: "ls -l" }, scope: "session" });
    await decide(waiting, second);
    const { projectId, sessionId, runId } = waiting.claimed.lease;
    const answers = await listRunAnswers(db.pool, projectId, runId);
    expect(answers.map(({ input }) => input)).toEqual([{ command: "ls -l" }, { path: "a" }]);
    expect(await listSessionGrants(db.pool, projectId, sessionId)).toEqual([
      { tool: "bash", input: { command: "ls -l" } },
    ]);
    await runner.finish((await runner.claimOne()).lease);
  });

  it("of another project's approval is not found", async () => {
    const waiting = await givenWaiting();
    const other = await givenApp(db.pool);
    expect(await decide({ ...waiting, app: other }, waiting.ids[0])).toEqual({ kind: "not_found" });
    expect((await listApprovals(db.pool, { projectId: other.projectId, limit: 10 })).items).toEqual([]);
  });

  it("that nobody makes in time is a no, also when somebody comes a moment too late", async () => {
    const swept = await givenWaiting({ now: new Date(Date.now() - 25 * 3_600_000) });
    const late = await givenWaiting({ now: new Date(Date.now() - 25 * 3_600_000) });
    const fresh = await givenWaiting();
    expect(await decide(late, late.ids[0])).toMatchObject({
      kind: "decided",
      approval: { status: "expired" },
    });
    const expired = await expireApprovals(db, new Date());
    expect(expired.map(({ runId, isResumed }) => [runId, isResumed]).toSorted()).toEqual(
      [swept, late].map(({ claimed }) => [claimed.lease.runId, true]).toSorted(),
    );
    expect((await runOf(swept))?.status).toBe("queued");
    expect((await runOf(fresh))?.status).toBe("waiting");
    const answers = await listRunAnswers(db.pool, swept.app.projectId, swept.claimed.lease.runId);
    expect(answers).toMatchObject([
      { allowed: false, isExpired: true },
      { allowed: false, isExpired: true },
    ]);
    for (const claimed of await runner.claim())
      await runner.finish(claimed.lease, { stopReason: "cancelled" });
  });
});

it("C39 a run that is cancelled while it waits answers its questions with no, for people and the model", async () => {
  const waiting = await givenWaiting();
  const { projectId, sessionId, runId } = waiting.claimed.lease;
  expect(await cancelRun(db, { projectId, runId, reason: null, now: new Date() })).toMatchObject({
    kind: "cancelled",
  });
  const { items } = await listApprovals(db.pool, { projectId, status: "moot", limit: 10 });
  expect(items).toHaveLength(2);
  expect(await decide(waiting, waiting.ids[0])).toMatchObject({
    kind: "settled_before",
    approval: { status: "moot" },
  });
  const events = (await logOf(waiting)).slice(-7).map((event) => event.type);
  expect(events).toEqual([
    "approval.decided",
    "approval.decided",
    "tool.started",
    "tool.finished",
    "tool.started",
    "tool.finished",
    "run.finished",
  ]);
  const entries = await listHarnessEntries(db, projectId, sessionId);
  expect(entries.map(({ kind, callId, isError }) => [kind, callId, isError])).toEqual([
    ["tool_result", "call_1", true],
    ["tool_result", "call_2", true],
  ]);
  expect((await listApprovals(db.pool, { projectId, status: "pending", limit: 10 })).items).toEqual([]);
});

it("lists approvals in pages, newest first", async () => {
  const waiting = await givenWaiting();
  const { projectId } = waiting.claimed.lease;
  const first = await listApprovals(db.pool, { projectId, status: "pending", limit: 1 });
  const cursor = first.nextCursor ?? randomUUID();
  const second = await listApprovals(db.pool, { projectId, status: "pending", limit: 1, cursor });
  expect([...first.items, ...second.items].map(({ callId }) => callId)).toEqual(["call_2", "call_1"]);
  expect(second.nextCursor).toBeNull();
  expect(first.items[0]).toMatchObject({ app: { slug: "helper" }, status: "pending", decidedBy: null });
});
