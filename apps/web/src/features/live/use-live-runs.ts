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
  useEffect(
    () =>
      liveHub().follow({
        interest: () => ({ sessions: {}, topics: ["runs"] }),
        onFrame: (frame) => {
          if (frame.kind === "run") onRun(frame.run);
          else if (frame.kind === "runs-gap") onGap();
        },
      }),
    [],
  );
}
