import type { Run } from "@slipway/schemas/runs/run";
import { isFinalStatus } from "@slipway/schemas/runs/run-status";
import type { SessionView } from "#features/live/index.ts";
import { byPlace } from "./by-place.ts";

/** A message that the person sent and that the server has not confirmed yet. */
export type Outgoing = {
  readonly clientMessageId: string;
  readonly text: string;
  /** The conversation that it was typed in. */
  readonly place: string;
  /** The run at work that it is meant for. */
  readonly steers: string | null;
  readonly sentAt: string;
  /** No answer came so far; it is tried again with the same id, so that it can never count twice. */
  readonly isRetrying: boolean;
};

/** A message that is not part of the transcript yet. */
export type PendingMessage = {
  readonly key: string;
  readonly text: string;
  /** Null while it is not confirmed. */
  readonly run: Run | null;
  readonly isRetrying: boolean;
  /** Goes into the run at work, not behind it. */
  readonly isSteer: boolean;
};

type OutgoingPlan = {
  /** Goes ahead at once: stands at the transcript's end, where it will stay. */
  readonly next: PendingMessage | null;
  /** Waits for the run that works. */
  readonly queued: readonly PendingMessage[];
};

/** Sorts what was sent but is not told yet into what stands in the conversation and what waits above the composer. */
export function planOutgoing(
  view: Pick<SessionView, "runs" | "transcript">,
  outgoing: readonly Outgoing[],
): OutgoingPlan {
  const runs = [...view.runs.values()].toSorted(byPlace);
  const told = new Set(view.transcript.messages.map((message) => message.runId));
  const confirmed = new Set(runs.map((run) => run.clientMessageId));
  const waiting: PendingMessage[] = runs
    .filter((run) => !isFinalStatus(run.status) && !told.has(run.id) && run.retryOf === undefined)
    .filter((run) => run.input.message !== undefined)
    .map((run) => ({
      key: run.clientMessageId ?? run.id,
      text: run.input.message ?? "",
      run,
      isRetrying: false,
      isSteer: run.steers !== undefined,
    }));
  for (const message of outgoing) {
    if (confirmed.has(message.clientMessageId) || isToldAlready(view, message)) continue;
    waiting.push({
      key: message.clientMessageId,
      text: message.text,
      run: null,
      isRetrying: message.isRetrying,
      isSteer: message.steers !== null,
    });
  }
  // The message that a retry answers stands in the transcript already.
  const isBusy = runs.some(
    (run) => !isFinalStatus(run.status) && (told.has(run.id) || run.retryOf !== undefined),
  );
  return isBusy ? { next: null, queued: waiting } : { next: waiting[0] ?? null, queued: waiting.slice(1) };
}

/** The log can tell of a message before its own answer arrives: then it comes from a run that is not known yet, or steers. */
function isToldAlready(
  { runs, transcript }: Pick<SessionView, "runs" | "transcript">,
  message: Outgoing,
): boolean {
  return transcript.messages.some(
    ({ role, runId, parts }) =>
      role === "user" &&
      runId !== null &&
      (!runs.has(runId) || runId === message.steers) &&
      parts.some((part) => part.type === "text" && part.text === message.text),
  );
}
