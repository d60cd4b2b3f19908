"use client";
import { useEffect, useSyncExternalStore } from "react";
import { formatDuration } from "#ui/format-duration.ts";
import { subscribeToSeconds } from "#ui/subscribe-to-seconds.ts";
import { FormProblem } from "./form-problem.tsx";

type WaitNoticeProps = { readonly untilMs: number; readonly onOver: () => void };

/** Counts down to when signing in can be tried again. Announced once, not every second. */
export function WaitNotice({ untilMs, onOver }: WaitNoticeProps) {
  const left = useSyncExternalStore(
    subscribeToSeconds,
    () => Math.max(0, Math.ceil((untilMs - Date.now()) / 1000)),
    () => 0,
  );
  // The clock is the outside: the parent unlocks the form when it has run down.
  useEffect(() => {
    const timer = setTimeout(onOver, Math.max(0, untilMs - Date.now()));
    return () => clearTimeout(timer);
  }, [untilMs, onOver]);
  return (
    <FormProblem tone="warning">
      Too many attempts. Try again in{" "}
      <span aria-live="off" className="font-medium tabular-nums">
        {left < 60 ? `${left} s` : formatDuration(left * 1000)}
      </span>
      .
    </FormProblem>
  );
}
