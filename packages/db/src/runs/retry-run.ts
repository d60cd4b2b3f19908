import { newId } from "@slipway/schemas/ids";
import type { Message } from "@slipway/schemas/messages/message";
import { isFinalStatus } from "@slipway/schemas/runs/run-status";
import { type Db, inTransaction, type Sql } from "#db.ts";
import type { EventRecord } from "#events/event-record.ts";
import { findPlaceToGoOn, type PlaceToGoOn } from "#runs/find-place-to-go-on.ts";
import { findSessionOfRun } from "#runs/find-session-of-run.ts";
import { insertRun } from "#runs/insert-run.ts";
import type { PromptMessage } from "#runs/new-run.ts";
import { likeRun, type Sender, type SourceRow, sourceColumns } from "#runs/run-again.ts";
import { type LockedSession, lockSession } from "#sessions/lock-session.ts";
import { run, statement } from "#statement.ts";

export type RetryRun = Sender & {
  readonly projectId: string;
  readonly runId: string;
  /** Goes on from there; null: begins with the message. */
  readonly checkpointId: string | null;
};

export type RetriedRun =
  | { readonly kind: "not_found" }
  | { readonly kind: "not_final" }
  /** Others of its session came after it, or wait. */
  | { readonly kind: "not_last" }
  /** The run has no such checkpoint; there are these, the oldest first. */
  | { readonly kind: "no_checkpoint"; readonly checkpointIds: readonly string[] }
  | { readonly kind: "queue_full" }
  | {
      readonly kind: "created";
      readonly runId: string;
      readonly sessionId: string;
      readonly firstSeq: number;
      readonly lastSeq: number;
      readonly runnerId: null;
      readonly events: readonly EventRecord[];
    };

/** Stores a run that answers anew what its session's last run, which has ended, was asked; or that goes on from a step of it. */
export async function retryRun(db: Db, input: RetryRun): Promise<RetriedRun> {
  const sessionId = await findSessionOfRun(db.pool, input.projectId, input.runId);
  if (sessionId === null) return { kind: "not_found" };
  return await inTransaction(db, async (tx) => {
    const session = await lockSession(tx, input.projectId, sessionId);
    return session ? await retryLocked(tx, session, input) : { kind: "not_found" };
  });
}

type AnsweredRow = SourceRow & { has_later: boolean };

// A run that was cancelled before it started has left nothing behind: it does not count as a later one.
const answeredStatement = statement<AnsweredRow>(
  "read-answered-run",
  `select ${sourceColumns("r")}, exists (
     select 1 from run later
     where later.project_id = r.project_id and later.session_id = r.session_id and later.started_at is not null
       and later.last_seq > r.last_seq
   ) as has_later
   from run r where r.project_id = $1 and r.id = $2`,
);

async function retryLocked(tx: Sql, session: LockedSession, input: RetryRun): Promise<RetriedRun> {
  const { projectId, checkpointId, maxQueued, now } = input;
  const [row] = await run(tx, answeredStatement, [projectId, input.runId]);
  if (!row) return { kind: "not_found" };
  if (!isFinalStatus(row.status)) return { kind: "not_final" };
  if (session.activeRunId !== null || session.queued > 0 || row.has_later) return { kind: "not_last" };
  const place = await findPlaceToGoOn(tx, row, checkpointId);
  if (place.kind === "no_checkpoint") return place;
  if (session.projectQueued >= maxQueued) return { kind: "queue_full" };
  const runId = newId("run", now.getTime());
  const retryOf = toAnswered(row, place);
  const isNext = { runId, session, isBusy: false, goesFirst: false, retryOf };
  const prompt = row.app_type === "completion" && !retryOf.isTold ? await readPrompt(tx, row) : undefined;
  const next = { ...likeRun(row, input), ...isNext, ...(prompt ? { prompt } : {}) };
  const inserted = await insertRun(tx, next);
  return { kind: "created", runId, sessionId: session.id, firstSeq: session.lastSeq + 1, ...inserted };
}

function toAnswered(row: AnsweredRow, { continues, rewind }: PlaceToGoOn) {
  return {
    runId: row.id,
    messageId: row.message_id,
    isTold: row.started_at !== null,
    continues,
    rewind,
  };
}

const promptStatement = statement<{ message: Message }>(
  "read-told-prompt",
  `select data->'message' as message from session_event
   where project_id = $1 and session_id = $2 and run_id = $3 and type = 'message.created' order by seq`,
);

/** What a completion that never started was to say: its log still has it. */
async function readPrompt(tx: Sql, { project_id, session_id, id }: SourceRow): Promise<PromptMessage[]> {
  const rows = await run(tx, promptStatement, [project_id, session_id, id]);
  return rows.map(({ message: { role, parts } }) => {
    return { role, content: parts.map((part) => (part.type === "text" ? part.text : "")).join("") };
  });
}
