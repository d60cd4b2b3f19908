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
  const [session] = await run(tx, lockStatement, [projectId, sessionId]);
  return session ? withQueue(tx, { projectId, id: sessionId, ...fromRow(session) }) : null;
}

const insertStatement = statement<{ id: string }>(
  "insert-session",
  `insert into session (project_id, id, app_id, title, user_id)
   select $1, $2, $3, $4, $5
   where (select count(*) from (select 1 from run where project_id = $1 and status = 'queued' limit $6) q) < $6
   returning id`,
);

type NewSession = {
  readonly projectId: string;
  readonly sessionId: string;
  readonly appId: string;
  readonly title: string;
  readonly userId: string | null;
  /** Runs that may wait in the whole project. */
  readonly maxQueued: number;
};

/** Makes a session, locked by being new. Null: too many of the project's runs wait already, so nothing is made. */
export async function insertSession(
  tx: Sql,
  { projectId, sessionId, appId, title, userId, maxQueued }: NewSession,
): Promise<LockedSession | null> {
  const rows = await run(tx, insertStatement, [projectId, sessionId, appId, title, userId, maxQueued]);
  if (rows.length === 0) return null;
  const nobody = { activeRunId: null, leaseToken: null, queued: 0, headRunId: null, announcedRunId: null };
  return { projectId, id: sessionId, appId, lastSeq: 0, ...nobody, projectQueued: 0 };
}

type SessionOnly = Omit<LockedSession, "queued" | "headRunId" | "announcedRunId" | "projectQueued">;

async function withQueue(tx: Sql, session: SessionOnly): Promise<LockedSession> {
  const [queue] = await run(tx, queueStatement, [session.projectId, session.id]);
  return {
    ...session,
    queued: queue?.queued ?? 0,
    headRunId: queue?.head_run_id ?? null,
    announcedRunId: queue?.announced_run_id ?? null,
    projectQueued: queue?.project_queued ?? 0,
  };
}

function fromRow(row: SessionRow): Omit<SessionOnly, "projectId" | "id"> {
  return {
    appId: row.app_id,
    lastSeq: row.last_seq,
    activeRunId: row.active_run_id,
    leaseToken: row.lease_token,
  };
}
