import { closeCalls, closeInterrupted } from "@slipway/schemas/events/close-run";
import { digestRun, outputTextOf } from "@slipway/schemas/events/digest-run";
import type { RunError } from "@slipway/schemas/runs/run-error";
import type { StopReason } from "@slipway/schemas/runs/stop-reason";
import { toStorableText } from "@slipway/schemas/text";
import { mootApprovals } from "#approvals/moot-approvals.ts";
import type { Sql } from "#db.ts";
import type { NewHarnessEntry } from "#events/append-events.ts";
import { toEventRecord } from "#events/event-record.ts";
import { readRunEvents } from "#events/read-events.ts";
import { toMessageEntry } from "#harness/message-entry.ts";
import { toToolResultEntry } from "#harness/tool-result-entry.ts";
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
 * open is closed as interrupted, what it asked is answered with no, and the text that was shown is kept, for the reader as
 * for the model.
 */
export async function endAbandonedRun(tx: Sql, input: EndAbandoned): Promise<FinishedRun | null> {
  const { session, runId, firstSeq, stopReason, error, now } = input;
  const { projectId, id: sessionId, lastSeq } = session;
  const digest = digestRun(await readRunEvents(tx, { projectId, sessionId, runId, after: firstSeq - 1 }));
  const outputText = outputTextOf(digest);
  const shown = toStorableText(digest.openTurnText);
  const calls = closeCalls(digest, now);
  const entries: NewHarnessEntry[] = [
    ...(shown === "" ? [] : [toMessageEntry({ role: "assistant", text: shown, partial: true })]),
    ...calls.results.map((result) => toToolResultEntry({ ...result, output: toStorableText(result.output) })),
  ];
  const closing = [...closeInterrupted(digest, now), ...calls.events];
  const events = closing.map((event) => toEventRecord(event, now));
  if (digest.openApprovals.size > 0) await mootApprovals(tx, { projectId, runId, now });
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
