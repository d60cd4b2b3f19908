import type { FeedbackRating } from "@slipway/schemas/runs/feedback";
import { inputWords } from "@slipway/schemas/runs/input-words";
import type { Run } from "@slipway/schemas/runs/run";
import type { StopReason } from "@slipway/schemas/runs/stop-reason";

const reasons: Readonly<Record<StopReason, string>> = {
  completed: "The model finished its answer.",
  cancelled: "Somebody stopped it.",
  error: "Something failed that no retry could mend.",
  setup_failed: "It could not be started.",
  timeout: "It reached its longest duration.",
  idle_timeout: "The model was silent for too long.",
  max_turns: "It reached its number of turns.",
  budget_exhausted: "It used up its budget.",
  output_invalid: "The output did not meet its schema.",
  gate_failed: "A gate did not pass.",
  review_failed: "The review did not pass.",
  no_progress: "It made no progress.",
  runner_lost: "The runner that worked on it was lost.",
  content_filtered: "The provider's filter cut the answer.",
};

/** The same in a word or two, where many are told apart. */
export const stopReasonLabels: Readonly<Record<StopReason, string>> = {
  completed: "Completed",
  cancelled: "Stopped",
  error: "Error",
  setup_failed: "Setup failed",
  timeout: "Longest duration",
  idle_timeout: "Silent model",
  max_turns: "Number of turns",
  budget_exhausted: "Budget used up",
  output_invalid: "Invalid output",
  gate_failed: "Gate not passed",
  review_failed: "Review not passed",
  no_progress: "No progress",
  runner_lost: "Runner lost",
  content_filtered: "Content filter",
};

/** Why a run ended, in words; null while it has not. */
export function whyItEnded(run: Pick<Run, "stopReason">): string | null {
  return run.stopReason ? reasons[run.stopReason] : null;
}

/** The first words of what was asked. */
export function firstWords({ input }: Pick<Run, "input">): string {
  const text = input.message ?? input.messages?.at(-1)?.content ?? inputWords(input);
  const line = text.trim().replaceAll(/\s+/g, " ").slice(0, 200);
  return line || "No input";
}

export const sourceLabels: Readonly<Record<Run["source"], string>> = { playground: "Playground", api: "API" };

export const feedbackLabels: Readonly<Record<FeedbackRating, string>> = { up: "Good", down: "Bad" };
