import type { Message } from "@slipway/schemas/messages/message";
import type { Run } from "@slipway/schemas/runs/run";
import { isFinalStatus } from "@slipway/schemas/runs/run-status";
import type { SessionView } from "#features/live/index.ts";

/** What a session is doing now, in words, and since when. */
export type Activity = { readonly run: Run; readonly words: string; readonly since: string };

/** Null: nothing is going on. */
export function activityOf(view: SessionView): Activity | null {
  const run = activeRun(view);
  if (!run) return null;
  const since = run.startedAt ?? run.createdAt;
  const retry = view.retries.get(run.id);
  if (retry)
    return { run, since: retry.at, words: `${retry.error.message} Trying again (attempt ${retry.attempt})` };
  switch (run.status) {
    case "queued":
      return { run, since, words: "Waiting for a runner" };
    case "starting":
      return { run, since, words: "Starting" };
    case "waiting":
      return { run, since, words: "Waiting for a decision" };
    default:
      return { run, since, words: workOf(lastMessageOf(view, run.id)) };
  }
}

/** The run that works, or else the one that is next. */
export function activeRun(view: SessionView): Run | undefined {
  const open = [...view.runs.values()].filter((run) => !isFinalStatus(run.status));
  const started = open.find((run) => run.status !== "queued");
  return started ?? open.toSorted((one, other) => (one.id < other.id ? -1 : 1))[0];
}

function lastMessageOf(view: SessionView, runId: string): Message | undefined {
  return view.transcript.messages.findLast((message) => message.runId === runId);
}

function workOf(message: Message | undefined): string {
  const part = message?.role === "assistant" ? message.parts.at(-1) : undefined;
  if (part?.state !== "open") return "Waiting for the model";
  return part.type === "reasoning" ? "Thinking" : "Writing";
}
