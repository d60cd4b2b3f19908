"use client";
import type { SlipwayEvent } from "@slipway/schemas/events/event";
import { useEffect, useState } from "react";
import { ApiError, networkError } from "#lib/api-error.ts";
import { readRunEvents } from "./read-run-events.ts";

export type RunEvents = {
  readonly events: readonly SlipwayEvent[];
  /** The last one is `run.finished`. */
  readonly isComplete: boolean;
  readonly error: ApiError | null;
};

const none: RunEvents = { events: [], isComplete: false, error: null };
const retryMs = 2_000;

/** A run's events from its first one, growing while it works. */
export function useRunEvents(runId: string): RunEvents {
  const [state, setState] = useState(none);
  useEffect(() => {
    const leaving = new AbortController();
    let events: readonly SlipwayEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function read(): Promise<void> {
      try {
        await readRunEvents({
          runId,
          after: events.at(-1)?.seq ?? 0,
          signal: leaving.signal,
          onEvents: (batch) => {
            events = [...events, ...batch];
            setState({ events, isComplete: isComplete(events), error: null });
          },
        });
        if (!isComplete(events)) timer = setTimeout(() => void read(), retryMs);
      } catch (error) {
        if (!leaving.signal.aborted) fail(error instanceof ApiError ? error : networkError(error));
      }
    }
    function fail(error: ApiError) {
      setState((now) => ({ ...now, error }));
      if (error.status === 0 || error.status >= 500) timer = setTimeout(() => void read(), retryMs);
    }
    void read();
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  }, [runId]);
  return state;
}

function isComplete(events: readonly SlipwayEvent[]): boolean {
  return events.at(-1)?.type === "run.finished";
}
