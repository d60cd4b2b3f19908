import type { NewEvent } from "@slipway/schemas/events/event";
import { foldEvents } from "@slipway/schemas/events/fold-messages";
import { newId } from "@slipway/schemas/ids";
import type { Message } from "@slipway/schemas/messages/message";
import type { Checkpoint } from "@slipway/schemas/runs/checkpoint";
import type { Session } from "@slipway/schemas/runs/session";
import { listCheckpoints } from "#checkpoints/list-checkpoints.ts";
import { type Db, inTransaction, type Sql } from "#db.ts";
import { toEvent } from "#events/read-events.ts";
import { readRange } from "#messages/read-range.ts";
import { isInRecord, retriesOf } from "#runs/superseded.ts";
import { findSession } from "#sessions/find-session.ts";
import { run, statement } from "#statement.ts";

export type ForkSession = {
  readonly projectId: string;
  readonly sessionId: string;
  /** Null: the newest, or where there is none, the end of the last run. */
  readonly checkpointId: string | null;
  readonly userId: string | null;
  readonly now: Date;
};

export type ForkedSession =
  | { readonly kind: "not_found" }
  | { readonly kind: "no_checkpoint"; readonly checkpoints: readonly Checkpoint[] }
  | { readonly kind: "forked"; readonly session: Session };

type Point = {
  seq: number;
  entry_seq: number;
  entry_ordinal: number;
  /** JSON text: what the workspace held. Null: it has never been changed. */
  snapshot: string | null;
};

const sourceStatement = statement<{ app_id: string; title: string }>(
  "lock-forked-session",
  "select app_id, title from session where project_id = $1 and id = $2 for share",
);

// The snapshot of a checkpoint is its own, or the last one before it, or what the session began with.
const snapshotAt = (seq: string) => `coalesce(
    (select t.snapshot::text from checkpoint t
     where t.project_id = $1 and t.session_id = $2 and t.seq <= ${seq} and t.snapshot is not null
     order by t.seq desc, t.id desc limit 1),
    (select snapshot::text from session where project_id = $1 and id = $2)
  ) as snapshot`;

const pointStatement = statement<Point>(
  "find-fork-point",
  `select c.seq, c.entry_seq, c.entry_ordinal, ${snapshotAt("c.seq")}
   from checkpoint c
   where c.project_id = $1 and c.session_id = $2 and c.step > 0 and ($3::text is null or c.id = $3)
   order by c.seq desc limit 1`,
);

const lastEndStatement = statement<Omit<Point, "entry_ordinal">>(
  "find-last-run-end",
  `select e.seq, e.seq as entry_seq, ${snapshotAt("e.seq")}
   from (
     select greatest(
       (select max(last_seq) from run
        where project_id = $1 and session_id = $2 and started_at is not null and last_seq is not null),
       (select case when forked_from is null then 0 else 1 end from session where project_id = $1 and id = $2)
     ) as seq
   ) e`,
);

// An answer that had been given anew by then is not what the model saw.
const insertStatement = statement<{ id: string }>(
  "insert-forked-session",
  `with ${retriesOf("$1", "$8", "$9::int")}, made as (
     insert into session (project_id, id, app_id, title, user_id, last_seq, created_at, updated_at, forked_from, snapshot)
     values ($1, $2, $3, $4, $5, 1, $6, $6, $8, $11)
     returning project_id, id
   ), event as (
     insert into session_event (project_id, session_id, seq, run_id, type, at, data)
     select project_id, id, 1, null, 'session.forked', $6, $7::json from made
   )
   insert into harness_entry (project_id, session_id, seq, ordinal, run_id, harness, data)
   select made.project_id, made.id, 1, row_number() over (order by h.seq, h.ordinal), h.run_id, h.harness, h.data
   from made join harness_entry h on h.project_id = made.project_id
   where h.session_id = $8 and (h.seq, h.ordinal) <= ($9::int, $10::int) and ${isInRecord("h")}
   returning session_id as id`,
);

/**
 * Makes a session that begins with what another one was at a checkpoint: its messages, and what the model saw of it. From
 * then on the two know nothing of each other. Runs that wait and questions that are open are not copied.
 */
export async function forkSession(db: Db, fork: ForkSession): Promise<ForkedSession> {
  const { projectId, sessionId } = fork;
  return await inTransaction(db, async (tx) => {
    const [source] = await run(tx, sourceStatement, [projectId, sessionId]);
    if (!source) return { kind: "not_found" };
    const point = await findPoint(tx, fork);
    if (!point) {
      const { items } = await listCheckpoints(tx, { projectId, sessionId, limit: 200 });
      return { kind: "no_checkpoint", checkpoints: items };
    }
    const newSessionId = newId("session", fork.now.getTime());
    const messages = await readMessages(tx, fork, point.seq);
    const { type, ...data } = { type: "session.forked", from: sessionId, messages } satisfies NewEvent;
    await run(tx, insertStatement, [
      projectId,
      newSessionId,
      source.app_id,
      source.title,
      fork.userId,
      fork.now,
      JSON.stringify(data),
      sessionId,
      point.entry_seq,
      point.entry_ordinal,
      point.snapshot,
    ]);
    const session = await findSession(tx, projectId, newSessionId);
    if (!session) throw new Error(`The session ${newSessionId} was not made`);
    return { kind: "forked", session };
  });
}

async function findPoint(
  tx: Sql,
  { projectId, sessionId, checkpointId }: ForkSession,
): Promise<Point | null> {
  const [point] = await run(tx, pointStatement, [projectId, sessionId, checkpointId]);
  if (point || checkpointId !== null) return point ?? null;
  const [end] = await run(tx, lastEndStatement, [projectId, sessionId]);
  return end ? { ...end, entry_ordinal: maxOrdinal } : null;
}

const maxOrdinal = 2_147_483_647;

/**
 * The messages up to a number of the log. What is unfinished there stays so in the old session only: a run that goes on
 * after the checkpoint is none of the new one's.
 */
async function readMessages(
  tx: Sql,
  { projectId, sessionId }: ForkSession,
  upTo: number,
): Promise<Message[]> {
  const rows = await readRange(tx, { projectId, sessionId, after: 0, upTo, deltasAfter: upTo });
  const { messages } = foldEvents(rows.map(toEvent).filter((event) => event !== null));
  return messages.map(({ runId, ...message }) => ({ ...message, runId: null }));
}
