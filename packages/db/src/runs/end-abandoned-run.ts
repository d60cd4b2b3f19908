import { closeInterrupted, digestRun, outputTextOf } from "@slipway/schemas/events/digest-run";
import type { RunError } from "@slipway/schemas/runs/run-error";
import type { StopReason } from "@slipway/schemas/runs/stop-reason";
import { toStorableText } from "@slipway/schemas/text";
import type { Sql } from "#db.ts";
import type { NewHarnessEntry } from "#events/append-events.ts";
import { toEventRecord } from "#events/event-record.ts";
import { readRunEvents } from "#events/read-events.ts";
import { toMessageEntry } from "#harness/message-entry.ts";
import { endLockedRun } from "#runs/end-locked-run.ts";
import type { FinishedRun } from "#runs/finish-run.ts";
import type { LockedSession } from "#sessions/lock-session.ts";

type EndAbandoned = {
  readonly session: LockedSession;
  readonly runId: string;
  readonly firstSeq: number;
  readonly stopReason: StopReason;
  readonly error: RunError | null;
  readonly now: Date;
};

/**
 * Ends a run that nobody works on, inside a transaction that has locked its session: whatever its last runner left
 * open is closed as interrupted, and the text that was shown is kept, for the reader as for the model.
 */
export async function endAbandonedRun(tx: Sql, input: EndAbandoned): Promise<FinishedRun | null> {
  const { session, runId, firstSeq, stopReason, error, now } = input;
  const { projectId, id: sessionId, lastSeq } = session;
  const digest = digestRun(await readRunEvents(tx, { projectId, sessionId, runId, after: firstSeq - 1 }));
  const outputText = outputTextOf(digest);
  const shown = toStorableText(digest.openTurnText);
  const entries: NewHarnessEntry[] =
    shown === "" ? [] : [toMessageEntry({ role: "assistant", text: shown, partial: true })];
  const events = closeInterrupted(digest, now).map((event) => toEventRecord(event, now));
  const end = {
    stopReason,
    outputText: outputText === null ? null : toStorableText(outputText),
    error,
    events,
    entries,
    now,
  };
  return await endLockedRun(tx, { projectId, sessionId, runId, lastSeq }, end);
}
