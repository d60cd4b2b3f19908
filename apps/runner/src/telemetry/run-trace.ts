import type { ClaimedRun } from "@slipway/db/runs/claim-runs";
import type { EventPayload } from "@slipway/schemas/events/event";
import type { Run } from "@slipway/schemas/runs/run";

/** The spans of one run, made from the same values as its events. */
export type RunTrace = {
  turnStarted(turn: EventPayload<"turn.started">): void;
  turnFinished(turn: EventPayload<"turn.finished">, error: { readonly code: string } | null): void;
  /** Ends everything that is still open. `run` is null where another runner goes on with it. */
  end(run: Run | null): void;
};

export type RunTracer = { start(claimed: ClaimedRun): RunTrace };
