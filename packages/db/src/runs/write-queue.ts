import type { Sql } from "#db.ts";
import type { LockedSession } from "#sessions/lock-session.ts";
import { run, statement } from "#statement.ts";

// What goes behind others gives up its turn, and its message leaves the transcript until it starts.
const writeStatement = statement<{ id: string }>(
  "write-queue",
  `update run r set queue_rank = place.at,
     announced = r.announced and (place.at = 1 or r.started_at is not null),
     ready_at = case when place.at = 1 and ($4::text is null or $4 = r.id) then coalesce(r.ready_at, now()) end
   from unnest($3::text[]) with ordinality as place(id, at)
   where r.project_id = $1 and r.session_id = $2 and r.id = place.id and r.status = 'queued'
   returning r.id`,
);

/** Puts a session's queue into this order, all of it, inside a transaction that has locked the session. */
export async function writeQueue(
  tx: Sql,
  { projectId, id: sessionId, activeRunId }: LockedSession,
  runIds: readonly string[],
): Promise<void> {
  const rows = await run(tx, writeStatement, [projectId, sessionId, runIds, activeRunId]);
  if (rows.length !== runIds.length) throw new Error(`The queue of ${sessionId} has other runs than those`);
}
