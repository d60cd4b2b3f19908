import type { NewEvent } from "@slipway/schemas/events/event";
import type { ToolResultEntry } from "@slipway/schemas/runs/tool-result-entry";
import type { BatchHost, FinishedCall, PlannedCall } from "#batch/batch-host.ts";
import { OpenCalls } from "#batch/open-calls.ts";
import type { Tool } from "#tools/tool.ts";

export type BatchFixture = {
  readonly host: BatchHost;
  readonly events: readonly NewEvent[];
  readonly results: readonly ToolResultEntry[];
  /** Resolves flushes by hand instead of at once. */
  readonly holdFlushes: () => { release(): void };
  readonly stop: () => void;
};

type Options = {
  readonly attempts?: number;
  readonly settled?: (finished: FinishedCall) => string | null;
  readonly flushed?: "stored" | "fenced";
};

/** A host of a batch that keeps in memory what is written to it. */
export function batchFixture({
  attempts = 1_000,
  settled = () => null,
  flushed = "stored",
}: Options = {}): BatchFixture {
  const events: NewEvent[] = [];
  const results: ToolResultEntry[] = [];
  const stopping = new AbortController();
  let left = attempts;
  let held: Promise<void> | null = null;
  return {
    events,
    results,
    stop: () => stopping.abort(new Error("The run stops")),
    holdFlushes: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return { release: resolve };
    },
    host: {
      log: {
        append: (...more) => void events.push(...more),
        keepResult: (result) => void results.push(result),
        flush: async () => {
          await held;
          return flushed;
        },
      },
      open: new OpenCalls(),
      turn: 1,
      signal: stopping.signal,
      now: () => new Date(),
      random: () => 0.5,
      countAttempt: () => left-- > 0,
      settled,
      keepPicture: () => Promise.resolve("a".repeat(64)),
      headersFor: () => ({}),
    },
  };
}

/** Calls to run, one for each tool, named call_1, call_2 and so on. */
export function callsTo(tools: readonly Tool[]): PlannedCall[] {
  return tools.map((tool, index) => ({
    kind: "run",
    callId: `call_${index + 1}`,
    tool,
    input: { path: `file_${index + 1}` },
  }));
}
