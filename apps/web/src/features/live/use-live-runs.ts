"use client";
import type { Run } from "@slipway/schemas/runs/run";
import { useEffect, useEffectEvent } from "react";
import { liveHub } from "./live-connection.ts";

type LiveRunsHandlers = {
  /** A run as it is now. */
  readonly onRun: (run: Run) => void;
  /** Changes may have passed unseen: read the list again. */
  readonly onGap: () => void;
};

/** Follows every run of the project while the calling component is shown. */
export function useLiveRuns(handlers: LiveRunsHandlers): void {
  const onRun = useEffectEvent(handlers.onRun);
  const onGap = useEffectEvent(handlers.onGap);
  useEffect(() => {
    return liveHub().follow(
      { sessions: [], topics: ["runs"] },
      {
        onState: (state) => {
          // Also at the first time: the list may have been read before the connection was open.
          if (state.kind === "open" && state.fresh.topics.includes("runs")) onGap();
        },
        onFrame: (frame) => {
          if (frame.kind === "run") onRun(frame.run);
        },
      },
    );
  }, []);
}
