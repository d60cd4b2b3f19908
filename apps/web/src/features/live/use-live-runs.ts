"use client";
import type { ProjectRun } from "@slipway/schemas/public-api/admin-runs";
import type { Run } from "@slipway/schemas/runs/run";
import { useEffect, useEffectEvent } from "react";
import { liveHub } from "./live-connection.ts";

type LiveRunsHandlers = {
  /** Those of all projects, which only the owner of the instance hears of; each then says its project. */
  readonly isOfAll?: boolean;
  /** A run as it is now. */
  readonly onRun: (run: Run | ProjectRun) => void;
  /** Changes may have passed unseen: read the list again. */
  readonly onGap: () => void;
};

/** Follows every run of the project, or of all, while the calling component is shown. */
export function useLiveRuns(handlers: LiveRunsHandlers): void {
  const onRun = useEffectEvent(handlers.onRun);
  const onGap = useEffectEvent(handlers.onGap);
  const { isOfAll = false } = handlers;
  useEffect(
    () =>
      liveHub().follow({
        interest: () => ({ sessions: {}, topics: [isOfAll ? "all-runs" : "runs"] }),
        onFrame: (frame) => {
          if (frame.kind === (isOfAll ? "all-runs-gap" : "runs-gap")) onGap();
          else if (isOfAll && frame.kind === "project-run") onRun(frame.run);
          else if (!isOfAll && frame.kind === "run") onRun(frame.run);
        },
      }),
    [isOfAll],
  );
}
