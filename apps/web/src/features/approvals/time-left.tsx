"use client";
import { useSyncExternalStore } from "react";
import { subscribeToSeconds } from "#ui/subscribe-to-seconds.ts";

/** How long until a moment (ISO 8601), as short as it stays clear, kept true while it is shown. */
export function TimeLeft({ until }: { until: string }) {
  const words = () => formatTimeLeft(Date.parse(until) - Date.now());
  const left = useSyncExternalStore(subscribeToSeconds, words, words);
  return (
    <time dateTime={until} suppressHydrationWarning>
      {left}
    </time>
  );
}

export function formatTimeLeft(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  if (ms <= 0) return "expired";
  if (minutes < 60) return `expires in ${minutes} min`;
  return `expires in ${Math.round(minutes / 60)} h`;
}
