import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

/** A session whose row this transaction has locked: nobody else appends, claims or ends in it until the commit. */
export type LockedSession = {
  readonly projectId: string;
  readonly id: string;
  readonly appId: string;
  readonly lastSeq: number;
  readonly activeRunId: string | null;
  readonly leaseToken: string | null;
  /** Runs that wait in this session, and the one of them that comes first. */
  readonly queued: number;
  readonly headRunId: string | null;
  /** A waiting run whose message stands in the transcript already: it was sent while nothing else was to be done. */
  readonly announcedRunId: string | null;
  readonly projectQueued: number;
};

type SessionRow = {
  app_id: string;
  last_seq: number;
  active_run_id: string | null;
  lease_token: string | null;
};
type QueueRow = {
  queued: number;
  head_run_id: string | null;
  announced_run_id: string | null;
  project_queued: number;
};

const lockStatement = statement<SessionRow>(
  "lock-session",
  "select app_id, last_seq, active_run_id, lease_token from session where project_id = $1 and id = $2 for update",
);

// A statement of its own: it has to see what was committed while the lock was waited for.
const queueStatement = statement<QueueRow>(
  "read-queue",
  `select
     (select count(*)::int from run where project_id = $1 and session_id = $2 and status = 'queued') as queued,
     (select id from run where project_id = $1 and session_id = $2 and status = 'queued' order by queue_rank limit 1)
       as head_run_id,
     (select id from run where project_id = $1 and session_id = $2 and status = 'queued' and announced
      order by queue_rank limit 1) as announced_run_id,
     (select count(*)::int from (select 1 from run where project_id = $1 and status = 'queued' limit 100000) q)
       as project_queued`,
);

/** Locks a session's row and reads its queue. Null: the project has no such session. */
export async function lockSession(
  tx: Sql,
  projectId: string,
  sessionId: string,
): Promise<LockedSession | null> {
  // Sent at once: the second is carried out when the first has the lock.
  const [[session], [queue]] = await Promise.all([
    run(tx, lockStatement, [projectId, sessionId]),
    run(tx, queueStatement, [projectId, sessionId]),
  ]);
  if (!session) return null;
  return {
    projectId,
    id: sessionId,
    appId: session.app_id,
    lastSeq: session.last_seq,
    activeRunId: session.active_run_id,
    leaseToken: session.lease_token,
    queued: queue?.queued ?? 0,
    headRunId: queue?.head_run_id ?? null,
    announcedRunId: queue?.announced_run_id ?? null,
    projectQueued: queue?.project_queued ?? 0,
  };
}
