import { closeInterrupted } from "@slipway/schemas/events/close-run";
import { digestRun } from "@slipway/schemas/events/digest-run";
import type { NewEvent, SlipwayEvent } from "@slipway/schemas/events/event";

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
      readonly turns: number;
      readonly texts: readonly string[];
      readonly events: readonly NewEvent[];
    };

/**
 * Where a run that was claimed goes on, and the events that have to be appended first: the first time none; later
 * what closes the turn that its last runner left open, and `run.resumed`.
 */
export function planResume(attempt: number, past: readonly SlipwayEvent[], now: Date): ResumePoint {
  if (attempt <= 1) return { kind: "begin", events: [] };
  const digest = digestRun(past);
  const resumed: NewEvent = { type: "run.resumed", checkpointId: null, reason: "runner_lost" };
  const events = [...closeInterrupted(digest, now), resumed];
  if (digest.turns === 0) return { kind: "begin", events };
  const shown = digest.openTurnText;
  const isCut = digest.openTurn !== null || digest.isCut;
  return { kind: "continue", shown, isCut, turns: digest.turns, texts: isCut ? digest.texts : [], events };
}
