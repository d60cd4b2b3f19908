import type { Message } from "@slipway/schemas/messages/message";
import type { Run } from "@slipway/schemas/runs/run";
import { isFinalStatus } from "@slipway/schemas/runs/run-status";
import type { SessionView } from "#features/live/index.ts";
import { byPlace } from "./by-place.ts";

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
      return { run, since: askedAt(lastMessageOf(view, run.id)) ?? since, words: decisionWords(run) };
    default:
      return { run, since, ...workOf(lastMessageOf(view, run.id)) };
  }
}

/** The run that works, or else the one that is next. */
export function activeRun(view: SessionView): Run | undefined {
  const open = [...view.runs.values()].filter((run) => !isFinalStatus(run.status));
  // One that was decided waits in the queue again, ahead of all others.
  const started = open.find((run) => run.status !== "queued" || run.startedAt !== null);
  return started ?? open.toSorted(byPlace)[0];
}

/** The run that can be told something while it works. */
export function steerableRun(view: SessionView): Run | undefined {
  const active = activeRun(view);
  return active && active.status !== "queued" ? active : undefined;
}

function lastMessageOf(view: SessionView, runId: string): Message | undefined {
  return view.transcript.messages.findLast((message) => message.runId === runId);
}

function decisionWords({ pendingApprovals }: Run): string {
  const count = pendingApprovals.length;
  return count > 1 ? `Waiting for ${count} decisions` : "Waiting for a decision";
}

/** Since when the first of the open questions waits. */
function askedAt(message: Message | undefined): string | undefined {
  const parts = message?.parts ?? [];
  const asked = parts.flatMap((part) =>
    part.type === "tool" && part.state === "awaiting" ? (part.since ?? []) : [],
  );
  return asked.toSorted()[0];
}

function workOf(message: Message | undefined): { words: string; since?: string } {
  const parts = message?.role === "assistant" ? message.parts : [];
  const calls = parts.filter((part) => part.type === "tool" && part.state === "open");
  const running = calls.flatMap((part) =>
    part.type === "tool" && part.since && part.input !== null ? part : [],
  );
  const [first] = running;
  if (first) {
    const words = running.length > 1 ? `Running ${running.length} tools` : `Running ${first.name}`;
    return { words, since: running.map((part) => part.since ?? "").toSorted()[0] ?? "" };
  }
  const part = parts.at(-1);
  if (part?.state !== "open") return { words: "Waiting for the model" };
  if (part.type === "tool") return { words: `Preparing ${part.name}` };
  return { words: part.type === "reasoning" ? "Thinking" : "Writing" };
}
