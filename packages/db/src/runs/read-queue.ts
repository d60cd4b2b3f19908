import type { RunInput } from "@slipway/schemas/runs/run-input";
import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

/** A run that waits in its session. */
export type QueuedRun = {
  readonly id: string;
  readonly input: RunInput;
  readonly messageId: string;
  readonly createdAt: Date;
  readonly firstSeq: number;
  /** Its message stands in the transcript, though no runner has taken it. */
  readonly isAnnounced: boolean;
  /** It begins its session with several messages or a prompt, or answers anew: it stays as it is, and first. */
  readonly isFixed: boolean;
  /** It was at work already and waits for another runner: nothing can go before it. */
  readonly isBegun: boolean;
  /** The run at work that its message is meant for: the log does not tell of it. */
  readonly steers: string | null;
};

type QueueRow = {
  id: string;
  input: RunInput;
  message_id: string;
  created_at: Date;
  first_seq: number;
  announced: boolean;
  retry_of: string | null;
  steers: string | null;
  started_at: Date | null;
};

const queueStatement = statement<QueueRow>(
  "read-session-queue",
  `select id, input, message_id, created_at, first_seq, announced, retry_of, steers, started_at from run
   where project_id = $1 and session_id = $2 and status = 'queued'
   order by queue_rank`,
);

/** A session's queue in its order. To act on it, lock the session first. */
export async function readQueue(sql: Sql, projectId: string, sessionId: string): Promise<QueuedRun[]> {
  const rows = await run(sql, queueStatement, [projectId, sessionId]);
  return rows.map((row) => ({
    id: row.id,
    input: row.input,
    messageId: row.message_id,
    createdAt: row.created_at,
    firstSeq: row.first_seq,
    isAnnounced: row.announced,
    isFixed: row.input.message === undefined || row.retry_of !== null,
    isBegun: row.started_at !== null,
    steers: row.steers,
  }));
}
