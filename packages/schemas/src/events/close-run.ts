import type { OpenCall, RunDigest } from "#events/digest-run.ts";
import type { NewEvent } from "#events/event.ts";
import type { ToolResultEntry } from "#runs/tool-result-entry.ts";
import { noTokens } from "#runs/usage.ts";

/**
 * The events that close a turn which nobody will finish: its blocks with the text that is stored, then the turn itself.
 * Nothing is retracted.
 */
export function closeInterrupted({ openTurn, openBlocks }: RunDigest, now: Date): NewEvent[] {
  const blocks = [...openBlocks].map(([blockId, { type, text }]): NewEvent => {
    return { type: `${type}.finished`, blockId, text, interrupted: true };
  });
  if (!openTurn) return blocks;
  const turn: NewEvent = {
    type: "turn.finished",
    turn: openTurn.turn,
    model: openTurn.model,
    usage: noTokens,
    costUsd: null,
    stopReason: "aborted",
    durationMs: since(openTurn.startedAt, now),
    ttftMs: openTurn.ttftMs === null ? null : Math.max(0, openTurn.ttftMs),
    interrupted: true,
  };
  return [...blocks, turn];
}

/** What ends with a run: its questions are answered with no, and its calls have what they have. */
export type ClosedCalls = {
  readonly events: readonly NewEvent[];
  readonly results: readonly ToolResultEntry[];
};

/** Closes what a run that ends has left open of its calls, so that the model knows of each what came of it. */
export function closeCalls(
  { openTurn, openCalls, openApprovals }: Pick<RunDigest, "openTurn" | "openCalls" | "openApprovals">,
  now: Date,
): ClosedCalls {
  const decided = [...openApprovals].map(
    ([approvalId, callId]): NewEvent => ({
      type: "approval.decided",
      approvalId,
      callId,
      decision: "deny",
      by: null,
      reason: "The run ended before anybody decided.",
    }),
  );
  // Of a turn that was cut, nothing is known to have been asked for; only what had begun is closed.
  const calls = [...openCalls.values()].filter(({ startedAt }) => startedAt !== null || openTurn === null);
  return {
    events: [...decided, ...calls.flatMap((call) => closeCall(call, now))],
    results: calls.map(({ callId, name, startedAt, output }) => ({
      kind: "tool_result",
      callId,
      name,
      output: startedAt === null ? notRun : `${output === "" ? "" : `${output}\n`}${outcomeUnknown}`,
      isError: true,
    })),
  };
}

const notRun = "[Not run: the run ended before it.]";
/** Told to the model of a call whose end nobody has seen. */
export const outcomeUnknown =
  "[Interrupted: the outcome of this call is unknown. It may have taken effect, wholly or in part: check before you make it again.]";

function closeCall({ callId, name, input, startedAt, output }: OpenCall, now: Date): NewEvent[] {
  const finished = { type: "tool.finished", callId, name, isError: true } as const;
  if (startedAt === null) {
    return [
      { type: "tool.started", callId, name, input: { ...input } },
      { ...finished, output: notRun, outcome: "denied", durationMs: 0 },
    ];
  }
  return [
    {
      ...finished,
      output: output === "" ? null : output,
      outcome: "interrupted",
      durationMs: since(startedAt, now),
    },
  ];
}

function since(at: string, now: Date): number {
  return Math.max(0, now.getTime() - Date.parse(at));
}
