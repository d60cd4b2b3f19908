import { closeInterrupted } from "@slipway/schemas/events/close-run";
import type { RunDigest } from "@slipway/schemas/events/digest-run";
import type { NewEvent } from "@slipway/schemas/events/event";

/** Where a run goes on. */
export type ResumePoint =
  /** Its message has not been given to the model yet. */
  | { readonly kind: "begin"; readonly events: readonly NewEvent[] }
  /** Its message is in the record; `shown` is what a cut turn had shown and the record lacks. */
  | {
      readonly kind: "continue";
      readonly shown: string;
      /** The next turn goes on with a text that was cut. */
      readonly isCut: boolean;
      /** The model has answered already; null: it has not. */
      readonly answer: { readonly isSaved: boolean } | null;
      /** The model was given up at the end of the attempt before. */
      readonly hasFailed: boolean;
      readonly turns: number;
      readonly texts: readonly string[];
      readonly events: readonly NewEvent[];
    };

/**
 * Where a run that was claimed goes on, and the events that have to be appended first: the first time none; later
 * what closes the turn that its last runner left open, and `run.resumed`.
 */
export function planResume(attempt: number, digest: RunDigest, now: Date): ResumePoint {
  if (attempt <= 1) return { kind: "begin", events: [] };
  const { checkpointId, rest } = digest;
  const resumed: NewEvent = { type: "run.resumed", checkpointId, reason: reasons[rest] };
  const events = [...closeInterrupted(digest, now), resumed];
  if (digest.turns === 0) return { kind: "begin", events };
  const shown = digest.openTurnText;
  // Where nothing was shown there is nothing to go on from: the model is asked as if for the first time.
  const isCut =
    digest.openTurn !== null ? shown !== "" : digest.isCut && digest.texts.some((text) => text !== "");
  const { turns, texts, isAnswered, isStepSaved } = digest;
  const answer = isAnswered ? { isSaved: isStepSaved } : null;
  return { kind: "continue", shown, isCut, answer, hasFailed: rest === "model_failed", turns, texts, events };
}

const reasons = { waiting: "decided", model_failed: "model_failed", working: "runner_lost" } as const;
