"use client";
import { useEffect, useEffectEvent } from "react";
import { liveHub } from "./live-connection.ts";

/** Calls `onChange` when what waits for a person in this project has changed, or may have unseen. */
export function useLiveApprovals(onChange: () => void): void {
  const tell = useEffectEvent(onChange);
  useEffect(
    () =>
      liveHub().follow({
        interest: () => ({ sessions: {}, topics: ["approvals"] }),
        onFrame: (frame) => {
          if (frame.kind === "approvals-changed") tell();
        },
      }),
    [],
  );
}
