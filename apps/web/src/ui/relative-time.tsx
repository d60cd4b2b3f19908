"use client";
import { useSyncExternalStore } from "react";
import { formatRelativeTime } from "./format-relative-time.ts";
import { subscribeToSeconds } from "./subscribe-to-seconds.ts";

const exact = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "long" });

/** A moment (ISO 8601) as "3 min ago", kept true while it is shown; the exact local time is its title. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const moment = new Date(at);
  // The snapshot is the text itself: a row renders again only when its words change.
  const text = () => formatRelativeTime(moment, new Date());
  const relative = useSyncExternalStore(subscribeToSeconds, text, text);
  // The server does not know the reader's time zone, so the title comes with hydration.
  const title = useSyncExternalStore(
    subscribeToNothing,
    () => exact.format(moment),
    () => undefined,
  );
  return (
    <time dateTime={at} title={title} className={className} suppressHydrationWarning>
      {relative}
    </time>
  );
}

function subscribeToNothing() {
  return () => undefined;
}
