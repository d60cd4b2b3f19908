import type { NewEvent } from "@slipway/schemas/events/event";
import { saidPartId } from "@slipway/schemas/messages/said";
import type { RunInput } from "@slipway/schemas/runs/run-input";
import { type Db, inTransaction, type Sql } from "#db.ts";
import { appendLocked } from "#events/append-locked.ts";
import { toEventRecord } from "#events/event-record.ts";
import { toMessageEntry } from "#harness/message-entry.ts";
import type { Lease } from "#runs/claim-runs.ts";
import { run, statement } from "#statement.ts";

export type TakenSteer = { readonly messageId: string; readonly text: string };

export type TakenSteers = {
  /** In the order in which they stand in the log. */
  readonly steers: readonly TakenSteer[];
  readonly lastSeq: number;
};

const lockStatement = statement<{ last_seq: number }>(
  "lock-lease-for-steers",
  "select last_seq from session where project_id = $1 and id = $2 and lease_token = $3 for update",
);

type TakenRow = {
  message_id: string;
  app_id: string;
  client_message_id: string | null;
  request_hash: string | null;
  input: RunInput;
  created_at: Date;
  /** bigint: the driver returns it as text. */
  queue_rank: string;
};

const takeStatement = statement<TakenRow>(
  "take-steers",
  `delete from run where project_id = $1 and session_id = $2 and steers = $3 and status = 'queued'
   returning message_id, app_id, client_message_id, request_hash, input, created_at, queue_rank`,
);

const keepStatement = statement<{ message_id: string }>(
  "keep-taken-steers",
  `insert into steer (project_id, message_id, session_id, seq, run_id, app_id, client_message_id, request_hash)
   select $1, s.message_id, $2, $3::int + s.ordinal::int, $4, s.app_id, s.client_message_id, s.request_hash
   from unnest($5::text[], $6::text[], $7::text[], $8::text[])
     with ordinality as s(message_id, app_id, client_message_id, request_hash, ordinal)
   returning message_id`,
);

type TakeSteers = {
  /** The messages that the caller knows to be in the run's log. */
  readonly known: ReadonlySet<string>;
  readonly now: Date;
};

/**
 * A run takes what was said into it: the messages join its log and the model's record, and leave the queue, in one
 * transaction. `fenced`: another owns the run by now. Safe to call again when the answer was lost: what was taken and is
 * not among the known messages is answered too.
 */
export async function takeSteers(
  db: Db,
  lease: Lease,
  { known, now }: TakeSteers,
): Promise<TakenSteers | "fenced"> {
  const { projectId, sessionId, runId, leaseToken } = lease;
  return await inTransaction(db, async (tx) => {
    const [session] = await run(tx, lockStatement, [projectId, sessionId, leaseToken]);
    if (!session) return "fenced";
    const earlier = await listTaken(tx, lease, known);
    const rows = (await run(tx, takeStatement, [projectId, sessionId, runId])).toSorted(byRank);
    if (rows.length === 0) return { steers: earlier, lastSeq: session.last_seq };
    const lastSeq = await appendLocked(tx, {
      projectId,
      sessionId,
      now,
      events: rows.map((row) => ({ runId, record: toEventRecord(toEvent(row, runId), now) })),
      entries: rows.map((row) => ({ runId, entry: toMessageEntry({ role: "user", text: textOf(row) }) })),
    });
    await run(tx, keepStatement, [
      projectId,
      sessionId,
      session.last_seq,
      runId,
      rows.map((row) => row.message_id),
      rows.map((row) => row.app_id),
      rows.map((row) => row.client_message_id),
      rows.map((row) => row.request_hash),
    ]);
    const taken = rows.map((row) => ({ messageId: row.message_id, text: textOf(row) }));
    return { steers: [...earlier, ...taken], lastSeq };
  });
}

function byRank(one: TakenRow, other: TakenRow): number {
  return Number(one.queue_rank) - Number(other.queue_rank);
}

function textOf({ input }: TakenRow): string {
  return input.message ?? "";
}

function toEvent(row: TakenRow, runId: string): NewEvent {
  const { message_id: id, created_at } = row;
  return {
    type: "message.created",
    message: {
      id,
      role: "user",
      runId,
      parts: [{ id: saidPartId(id), state: "done", type: "text", text: textOf(row) }],
      createdAt: created_at.toISOString(),
    },
  };
}

const takenStatement = statement<{ message_id: string; text: string }>(
  "list-taken-steers",
  `select s.message_id, e.data->'message'->'parts'->0->>'text' as text
   from steer s
   join session_event e on e.project_id = s.project_id and e.session_id = s.session_id and e.seq = s.seq
   where s.project_id = $1 and s.run_id = $2 order by s.seq`,
);

async function listTaken(tx: Sql, { projectId, runId }: Lease, known: ReadonlySet<string>) {
  const rows = await run(tx, takenStatement, [projectId, runId]);
  return rows
    .filter((row) => !known.has(row.message_id))
    .map((row): TakenSteer => ({ messageId: row.message_id, text: row.text }));
}
