import type { EventPayload, NewEvent } from "@slipway/schemas/events/event";
import type { ToolResultEntry } from "@slipway/schemas/runs/tool-result-entry";
import type { OpenCalls } from "#batch/open-calls.ts";
import type { Tool } from "#tools/tool.ts";

/** A call of a batch that was decided: to be run, or answered without running it. */
export type PlannedCall =
  | {
      readonly kind: "run";
      readonly callId: string;
      readonly tool: Tool;
      readonly input: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: "refuse";
      readonly callId: string;
      readonly name: string;
      readonly input: Readonly<Record<string, unknown>>;
      readonly outcome: "denied" | "error" | "interrupted";
      /** For the model. */
      readonly output: string;
    };

export type FinishedCall = EventPayload<"tool.finished">;

/** What a batch writes to, and what it is limited by. */
export type BatchHost = {
  readonly log: {
    append(...events: readonly NewEvent[]): void;
    /** Stored with the events that were appended with it. */
    keepResult(result: ToolResultEntry): void;
    flush(): Promise<"stored" | "fenced">;
  };
  readonly open: OpenCalls;
  /** The turn that asked for the batch. */
  readonly turn: number;
  /** Aborted when the run has to stop. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** Between 0 and 1: spreads retries. */
  readonly random: () => number;
  /** Counts one attempt. False: the budget has no room for it, so it is not made. */
  readonly countAttempt: () => boolean;
  /** Told of each call that has finished. Returns what the host wants to tell the model with the result. */
  readonly settled: (finished: FinishedCall) => string | null;
  /** Keeps a picture for the model to see; null: it could not be kept. */
  readonly keepPicture: (base64: string) => Promise<string | null>;
  /** W3C headers under which a call's tool goes on with the trace. */
  readonly headersFor: (callId: string) => Readonly<Record<string, string>>;
};

export type BatchEnd =
  | {
      readonly kind: "done";
      /** In the order of the calls. */
      readonly results: readonly ToolResultEntry[];
      /** The run is over with this. */
      readonly result: { readonly data: unknown } | null;
    }
  /** The run has to stop: what has no result yet stays open. */
  | { readonly kind: "stopped" }
  /** An attempt was not made, because the budget has no room for it. */
  | { readonly kind: "exhausted" };
