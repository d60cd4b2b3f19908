"use client";
import { useSyncExternalStore } from "react";
import { formatDuration } from "./format-duration.ts";
import { subscribeToSeconds } from "./subscribe-to-seconds.ts";

/** How long something has been going on since `since` (ISO 8601), in whole seconds, ticking. */
export function ElapsedTime({ since, className }: { since: string; className?: string }) {
  const text = () => {
    const seconds = Math.max(0, Math.floor((Date.now() - new Date(since).getTime()) / 1000));
    return seconds < 10 ? `${seconds} s` : formatDuration(seconds * 1000);
  };
  const elapsed = useSyncExternalStore(subscribeToSeconds, text, text);
  return (
    <time className={className} suppressHydrationWarning>
      {elapsed}
    </time>
  );
}
