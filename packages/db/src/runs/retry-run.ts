import { newId } from "@slipway/schemas/ids";
import { isFinalStatus } from "@slipway/schemas/runs/run-status";
import { type Db, inTransaction, type Sql } from "#db.ts";
import { findSessionOfRun } from "#runs/find-session-of-run.ts";
import { insertRun } from "#runs/insert-run.ts";
import type { NewRun } from "#runs/new-run.ts";
import { type RunRow, runColumns } from "#runs/run-row.ts";
import { type LockedSession, lockSession } from "#sessions/lock-session.ts";
import { run, statement } from "#statement.ts";

export type RetryRun = Pick<NewRun, "projectId" | "source" | "userId" | "trace" | "maxQueued" | "now"> & {
  readonly runId: string;
};

export type RetriedRun =
  | { readonly kind: "not_found" }
  | { readonly kind: "not_final" }
  /** Others of its session came after it, or wait. */
  | { readonly kind: "not_last" }
  | { readonly kind: "queue_full" }
  | {
      readonly kind: "created";
      readonly runId: string;
      readonly sessionId: string;
      readonly firstSeq: number;
      readonly lastSeq: number;
    };

/** Stores a run that answers anew what its session's last run, which has ended, was asked. */
export async function retryRun(db: Db, input: RetryRun): Promise<RetriedRun> {
  const sessionId = await findSessionOfRun(db.pool, input.projectId, input.runId);
  if (sessionId === null) return { kind: "not_found" };
  return await inTransaction(db, async (tx) => {
    const session = await lockSession(tx, input.projectId, sessionId);
    return session ? await retryLocked(tx, session, input) : { kind: "not_found" };
  });
}

type AnsweredRow = RunRow & {
  draft_config: unknown;
  approvals: Record<string, "allow" | "deny"> | null;
  has_later: boolean;
};

// A run that was cancelled before it started has left nothing behind: it does not count as a later one.
const answeredStatement = statement<AnsweredRow>(
  "read-answered-run",
  `select ${runColumns("r")}, r.draft_config, r.approvals, exists (
     select 1 from run later
     where later.project_id = r.project_id and later.session_id = r.session_id and later.started_at is not null
       and later.last_seq > r.last_seq
   ) as has_later
   from run r where r.project_id = $1 and r.id = $2`,
);

async function retryLocked(tx: Sql, session: LockedSession, input: RetryRun): Promise<RetriedRun> {
  const { projectId, maxQueued, now } = input;
  const [row] = await run(tx, answeredStatement, [projectId, input.runId]);
  if (!row) return { kind: "not_found" };
  if (!isFinalStatus(row.status)) return { kind: "not_final" };
  if (session.activeRunId !== null || session.queued > 0 || row.has_later) return { kind: "not_last" };
  if (session.projectQueued >= maxQueued) return { kind: "queue_full" };
  const runId = newId("run", now.getTime());
  const place = { runId, session, isBusy: false, goesFirst: false };
  const lastSeq = await insertRun(tx, { ...toNewRun(row, input), ...place });
  return { kind: "created", runId, sessionId: session.id, firstSeq: session.lastSeq + 1, lastSeq };
}

/** The same question to the same configuration; who asks, and in which trace, is new. */
function toNewRun(row: AnsweredRow, { projectId, source, userId, trace, maxQueued, now }: RetryRun): NewRun {
  return {
    projectId,
    app: { id: row.app_id, slug: row.app_slug, type: row.app_type },
    sessionId: row.session_id,
    onBusy: "reject",
    clientMessageId: null,
    requestHash: null,
    retryOf: { runId: row.id, messageId: row.message_id, isTold: row.started_at !== null },
    revision: row.revision,
    environment: row.environment,
    draftConfig: row.draft_config,
    model: row.model,
    input: row.input,
    budget: row.budget,
    durable: row.durable,
    approvals: row.approvals,
    source,
    userId,
    metadata: row.metadata,
    trace,
    maxQueued,
    now,
  };
}
