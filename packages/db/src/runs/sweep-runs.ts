import type { Budget } from "@slipway/schemas/runs/budget";
import type { RunError } from "@slipway/schemas/runs/run-error";
import { type Db, inTransaction, type Sql } from "#db.ts";
import { endAbandonedRun } from "#runs/end-abandoned-run.ts";
import type { FinishedRun } from "#runs/finish-run.ts";
import { promoteHead } from "#runs/promote-head.ts";
import { requeueRun } from "#runs/requeue-run.ts";
import { lockSession } from "#sessions/lock-session.ts";
import { run, statement } from "#statement.ts";

export type SweepRuns = {
  /** A runner whose last heartbeat is older has lost its leases. */
  readonly leaseMs: number;
  readonly now: Date;
};

export type SweptRun =
  | { readonly kind: "requeued"; readonly projectId: string; readonly runId: string }
  | { readonly kind: "ended"; readonly projectId: string; readonly finished: FinishedRun };

type LostRow = { project_id: string; session_id: string; id: string };

const lostStatement = statement<LostRow>(
  "find-lost-runs",
  `select r.project_id, r.session_id, r.id
   from run r left join runner on runner.id = r.runner_id
   where r.status in ('starting', 'running')
     and (runner.id is null or runner.heartbeat_at < now() - make_interval(secs => $1::float8 / 1000))
   order by r.project_id, r.session_id
   limit 500`,
);

/**
 * Deals with the runs whose runner is gone: a durable one goes back to the queue, any other ends as `runner_lost`, one
 * that somebody wanted to stop ends as cancelled. Any process may sweep, several at once too.
 */
export async function sweepLostRuns(db: Db, { leaseMs, now }: SweepRuns): Promise<SweptRun[]> {
  const lost = await run(db.pool, lostStatement, [leaseMs]);
  const swept: SweptRun[] = [];
  for (const row of lost) {
    const one = await inTransaction(db, (tx) => sweepOne(tx, row, { leaseMs, now }));
    if (one) swept.push(one);
  }
  return swept;
}

type StillLostRow = {
  first_seq: number;
  durable: boolean;
  attempt: number;
  budget: Budget;
  cancel_requested_at: Date | null;
};

// Asked again under the session's lock: its runner may have come back, or another process may have swept it.
const stillLostStatement = statement<StillLostRow>(
  "read-lost-run",
  `select r.first_seq, r.durable, r.attempt, r.budget, r.cancel_requested_at
   from run r left join runner on runner.id = r.runner_id
   where r.project_id = $1 and r.id = $2 and r.status in ('starting', 'running')
     and (runner.id is null or runner.heartbeat_at < now() - make_interval(secs => $3::float8 / 1000))`,
);

async function sweepOne(tx: Sql, lost: LostRow, { leaseMs, now }: SweepRuns): Promise<SweptRun | null> {
  const { project_id: projectId, session_id: sessionId, id: runId } = lost;
  const session = await lockSession(tx, projectId, sessionId);
  const [row] = await run(tx, stillLostStatement, [projectId, runId, leaseMs]);
  if (!session || !row) return null;
  const resumes = row.attempt - 1;
  if (row.durable && !row.cancel_requested_at && resumes < (row.budget.maxResumeAttempts ?? 0)) {
    const requeued = await requeueRun(tx, { projectId, sessionId, runId });
    return requeued ? { kind: "requeued", projectId, runId } : null;
  }
  const ending = { session, runId, firstSeq: row.first_seq, now };
  const finished = row.cancel_requested_at
    ? await endAbandonedRun(tx, { ...ending, stopReason: "cancelled", error: null })
    : await endAbandonedRun(tx, { ...ending, stopReason: "runner_lost", error: runnerLost(row, resumes) });
  return finished ? { kind: "ended", projectId, finished } : null;
}

function runnerLost({ durable }: StillLostRow, resumes: number): RunError {
  const tried = durable ? ` It had been resumed ${resumes} times.` : "";
  return {
    code: "runner_lost",
    message: `The runner that worked on this run is gone.${tried} What it had written until then is kept.`,
    hint: "Send the message again. A durable run goes on by itself on another runner.",
    retryable: true,
  };
}

const forgottenStatement = statement<{ project_id: string; session_id: string }>(
  "find-forgotten-runs",
  `select s.project_id, s.id as session_id
   from session s
   where exists (
     select 1 from run r where r.project_id = s.project_id and r.session_id = s.id and r.status = 'queued'
       and (s.active_run_id is null or s.active_run_id = r.id)
   ) and not exists (
     select 1 from run r where r.project_id = s.project_id and r.session_id = s.id and r.status = 'queued'
       and r.ready_at is not null
   ) and s.id in (select session_id from run where status = 'queued' and ready_at is null)
   limit 500`,
);

/** Makes queued runs claimable that should be and are not. There are none unless something went wrong. */
export async function sweepForgottenRuns(db: Db): Promise<number> {
  const sessions = await run(db.pool, forgottenStatement, []);
  let promoted = 0;
  for (const { project_id, session_id } of sessions) {
    const runId = await inTransaction(db, async (tx) => {
      const session = await lockSession(tx, project_id, session_id);
      return session && (await promoteHead(tx, project_id, session_id));
    });
    if (runId) promoted += 1;
  }
  return promoted;
}
