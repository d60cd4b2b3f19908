"use client";
import { useSyncExternalStore } from "react";
import { classNames } from "./class-names.ts";
import { subscribeToSeconds } from "./subscribe-to-seconds.ts";

const quarterNow = () => Math.floor(Date.now() / 1000) % 4;
const none = () => 0;

/**
 * A half ring that turns by a quarter each second, with the clock beside it. Unlike a spinner it is no animation: one
 * keeps the whole window being drawn 60 times a second, also where text is streaming that has to be drawn as well.
 */
export function TickingRing({ className }: { className?: string }) {
  const quarter = useSyncExternalStore(subscribeToSeconds, quarterNow, none);
  return (
    <svg
      viewBox="0 0 16 16"
      fill="none"
      aria-hidden="true"
      className={classNames("size-4", className)}
      style={{ transform: `rotate(${quarter * 90}deg)` }}
    >
      <circle cx="8" cy="8" r="6" stroke="currentColor" strokeWidth="2" opacity="0.25" />
      <path d="M14 8a6 6 0 0 0-6-6" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
