import type { RunInput } from "@slipway/schemas/runs/run-input";
import { isFinalStatus } from "@slipway/schemas/runs/run-status";
import { type Db, inTransaction, type Sql } from "#db.ts";
import { cancelLockedRun } from "#runs/cancel-locked-run.ts";
import { findRunByClientMessage } from "#runs/find-run.ts";
import { findSessionOfRun } from "#runs/find-session-of-run.ts";
import { insertSteer, type WaitingSteer } from "#runs/insert-steer.ts";
import { readQueue } from "#runs/read-queue.ts";
import { likeRun, type Sender, type SourceRow, sourceColumns } from "#runs/run-again.ts";
import { type LockedSession, lockSession } from "#sessions/lock-session.ts";
import { run, statement } from "#statement.ts";
import { isUniqueViolation } from "#unique-violation.ts";

export type SteerRun = Sender & {
  readonly projectId: string;
  readonly runId: string;
  /** What is said; or a run that waits in the same session, whose message is said and which is cancelled for it. */
  readonly said: { readonly message: string } | { readonly queuedRunId: string };
  readonly clientMessageId: string | null;
  readonly requestHash: string;
};

export type SteeredRun =
  | { readonly kind: "not_found" }
  /** It waits for its turn, or for another runner. */
  | { readonly kind: "queued" }
  | { readonly kind: "final" }
  /** A completion: nothing is said into it. */
  | { readonly kind: "one_shot" }
  /** The run whose message was to be said does not wait in this session, or not with one message of its own. */
  | { readonly kind: "not_waiting" }
  /** The same message was sent before, and went to this run. */
  | { readonly kind: "repeated"; readonly runId: string }
  | { readonly kind: "mismatch" }
  | { readonly kind: "queue_full" }
  | (WaitingSteer & {
      readonly lastSeq: number;
      /** The run that waited with the message. */
      readonly cancelledRunId: string | null;
    });

/** Says something into a run at work. It is stored at once, and taken at the run's next step boundary. */
export async function steerRun(db: Db, input: SteerRun): Promise<SteeredRun> {
  const sessionId = await findSessionOfRun(db.pool, input.projectId, input.runId);
  if (sessionId === null) return { kind: "not_found" };
  try {
    return await inTransaction(db, async (tx) => {
      const session = await lockSession(tx, input.projectId, sessionId);
      return session ? await steerLocked(tx, session, input) : { kind: "not_found" };
    });
  } catch (error) {
    // The same clientMessageId was used in another session at the same moment.
    if (isUniqueViolation(error)) return { kind: "mismatch" };
    throw error;
  }
}

const sourceStatement = statement<SourceRow>(
  "read-steered-run",
  `select ${sourceColumns("r")} from run r where r.project_id = $1 and r.id = $2`,
);

async function steerLocked(tx: Sql, session: LockedSession, input: SteerRun): Promise<SteeredRun> {
  const { projectId, runId, clientMessageId, requestHash } = input;
  const [row] = await run(tx, sourceStatement, [projectId, runId]);
  if (!row) return { kind: "not_found" };
  const repeated = await findRepeated(tx, row.app_id, input);
  if (repeated) return repeated;
  if (row.app_type === "completion") return { kind: "one_shot" };
  if (isFinalStatus(row.status)) return { kind: "final" };
  if (row.status === "queued") return { kind: "queued" };
  if (session.projectQueued >= input.maxQueued) return { kind: "queue_full" };
  const taken = await takeMessage(tx, session, input);
  if (!taken) return { kind: "not_waiting" };
  const like = { ...likeRun(row, input), clientMessageId, requestHash, metadata: {} };
  const waiting = await insertSteer(tx, {
    session,
    activeRunId: runId,
    run: { ...like, input: taken.input },
  });
  return { ...waiting, lastSeq: taken.lastSeq, cancelledRunId: taken.cancelledRunId };
}

async function findRepeated(
  tx: Sql,
  appId: string,
  { projectId, clientMessageId, requestHash }: SteerRun,
): Promise<SteeredRun | null> {
  if (clientMessageId === null) return null;
  const found = await findRunByClientMessage(tx, { projectId, appId, clientMessageId });
  if (!found) return null;
  return found.requestHash === requestHash ? { kind: "repeated", runId: found.runId } : { kind: "mismatch" };
}

type TakenMessage = {
  readonly input: RunInput;
  readonly lastSeq: number;
  readonly cancelledRunId: string | null;
};

/** What is to be said; a run that waited with it is cancelled. Null: there is no such run to take it from. */
async function takeMessage(
  tx: Sql,
  session: LockedSession,
  { said, now }: SteerRun,
): Promise<TakenMessage | null> {
  if ("message" in said)
    return { input: { message: said.message }, lastSeq: session.lastSeq, cancelledRunId: null };
  const queue = await readQueue(tx, session.projectId, session.id);
  const waiting = queue.find(({ id }) => id === said.queuedRunId);
  if (!waiting || waiting.isBegun || waiting.isFixed || waiting.steers !== null) return null;
  const { id: runId, input } = waiting;
  const cancelled = await cancelLockedRun(tx, { session, runId, reason: "steered", now });
  return cancelled.kind === "cancelled" ? { input, lastSeq: cancelled.lastSeq, cancelledRunId: runId } : null;
}
