import type { NewEvent } from "@slipway/schemas/events/event";
import { type Approval, approvalLifeMs } from "@slipway/schemas/runs/approval";
import { type Db, inTransaction, type Sql } from "#db.ts";
import type { NewHarnessEntry } from "#events/append-events.ts";
import { appendLocked } from "#events/append-locked.ts";
import { type EventRecord, toEventRecord } from "#events/event-record.ts";
import type { Lease } from "#runs/claim-runs.ts";
import { markRunning } from "#runs/mark-running.ts";
import { type Progress, progressValues } from "#runs/save-progress.ts";
import { run, statement } from "#statement.ts";

/** A call that a person has to decide about. */
export type Question = {
  readonly approvalId: string;
  readonly callId: string;
  readonly tool: string;
  readonly input: Record<string, unknown>;
  readonly reason: string;
  /** What its input is held to where a person changes it: of no interest here. */
  readonly facts?: Readonly<Record<string, unknown>>;
};

export type ParkRun = {
  readonly questions: readonly Question[];
  readonly turn: number;
  /** What the run has still to write before it waits. */
  readonly events: readonly EventRecord[];
  readonly entries: readonly NewHarnessEntry[];
  readonly progress: Progress;
  readonly now: Date;
};

export type Parked =
  | { readonly kind: "parked"; readonly lastSeq: number }
  /** Somebody wants the run to stop: nothing was written. */
  | { readonly kind: "cancelled" }
  | { readonly kind: "fenced" };

const lockStatement = statement<{ id: string }>(
  "lock-lease-to-park",
  "select id from session where project_id = $1 and id = $2 and lease_token = $3 for update",
);

const parkStatement = statement<{ id: string }>(
  "park-run",
  `update run set status = 'waiting', waiting_since = $3, parks = parks + 1, runner_id = null, input_tokens = $4,
     output_tokens = $5, cache_read_tokens = $6, cache_write_tokens = $7, reasoning_tokens = $8, turns = $9,
     tool_calls = $10, cost_micro_usd = $11, ttft_ms = $12
   where project_id = $1 and id = $2 and status = 'running' and cancel_requested_at is null
   returning id`,
);

const insertStatement = statement<{ id: string }>(
  "insert-approvals",
  `insert into approval (project_id, id, session_id, run_id, call_id, turn, tool, input, reason, expires_at, created_at,
     tool_facts)
   select $1, q.id, $2, $3, q.call_id, $4, q.tool, q.input, q.reason, $5, $6, q.facts
   from unnest($7::text[], $8::text[], $9::text[], $10::json[], $11::text[], $12::json[])
     as q(id, call_id, tool, input, reason, facts)
   returning id`,
);

const releaseStatement = statement<{ id: string }>(
  "release-parked-lease",
  "update session set lease_token = null where project_id = $1 and id = $2 returning id",
);

/**
 * Lets a run wait for people, in one transaction: its questions, the events that say so, and the run's row; the lease is
 * given up, so that waiting holds nothing in any runner. Safe to call again when its answer was lost.
 */
export async function parkRun(db: Db, lease: Lease, park: ParkRun): Promise<Parked> {
  const { projectId, sessionId, runId, leaseToken } = lease;
  return await inTransaction(db, async (tx) => {
    const [session] = await run(tx, lockStatement, [projectId, sessionId, leaseToken]);
    if (!session) return (await findParked(tx, lease, park)) ?? { kind: "fenced" };
    // Its first turn may have been so quick that the row still says it is being prepared.
    await markRunning(tx, lease);
    const values = [projectId, runId, park.now, ...progressValues(park.progress)];
    const [parked] = await run(tx, parkStatement, values);
    if (!parked) return { kind: "cancelled" };
    const approvals = await insertApprovals(tx, lease, park);
    const asked = approvals.map((approval): NewEvent => ({ type: "approval.requested", approval }));
    const waiting: NewEvent = { type: "run.waiting", approvals };
    const records = [...park.events, ...[...asked, waiting].map((event) => toEventRecord(event, park.now))];
    const lastSeq = await appendLocked(tx, {
      projectId,
      sessionId,
      now: park.now,
      events: records.map((record) => ({ runId, record })),
      entries: park.entries.map((entry) => ({ runId, entry })),
    });
    await run(tx, releaseStatement, [projectId, sessionId]);
    return { kind: "parked", lastSeq };
  });
}

async function insertApprovals(
  tx: Sql,
  { projectId, sessionId, runId }: Lease,
  { questions, turn, now }: ParkRun,
): Promise<Approval[]> {
  const expiresAt = new Date(now.getTime() + approvalLifeMs);
  await run(tx, insertStatement, [
    projectId,
    sessionId,
    runId,
    turn,
    expiresAt,
    now,
    questions.map(({ approvalId }) => approvalId),
    questions.map(({ callId }) => callId),
    questions.map(({ tool }) => tool),
    questions.map(({ input }) => JSON.stringify(input)),
    questions.map(({ reason }) => reason),
    questions.map(({ facts }) => (facts ? JSON.stringify(facts) : null)),
  ]);
  return questions.map(({ approvalId, callId, tool, input, reason }) => {
    return { id: approvalId, callId, tool, input, reason, expiresAt: expiresAt.toISOString() };
  });
}

const parkedStatement = statement<{ last_seq: number }>(
  "find-parked",
  `select s.last_seq from approval p join session s on s.project_id = p.project_id and s.id = p.session_id
   where p.project_id = $1 and p.id = $2`,
);

/** The first call was stored, though its answer was lost. */
async function findParked(tx: Sql, { projectId }: Lease, { questions }: ParkRun): Promise<Parked | null> {
  const [stored] = await run(tx, parkedStatement, [projectId, questions[0]?.approvalId ?? ""]);
  return stored ? { kind: "parked", lastSeq: stored.last_seq } : null;
}
