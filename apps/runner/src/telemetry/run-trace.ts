import type { ClaimedRun } from "@slipway/db/runs/claim-runs";
import type { EventPayload } from "@slipway/schemas/events/event";
import type { Run } from "@slipway/schemas/runs/run";

export type StartedTurn = EventPayload<"turn.started">;
export type FinishedTurn = EventPayload<"turn.finished">;

/** The spans of one run, made from the same values as its events. */
export type RunTrace = {
  turnStarted(turn: StartedTurn): void;
  turnFinished(turn: FinishedTurn, error: { readonly code: string } | null): void;
  toolStarted(tool: { readonly callId: string; readonly name: string }): void;
  toolFinished(tool: EventPayload<"tool.finished">): void;
  /** Ends everything that is still open. `run` is null where another runner goes on with it. */
  end(run: Run | null): void;
};

export type RunTracer = { start(claimed: ClaimedRun): RunTrace };
