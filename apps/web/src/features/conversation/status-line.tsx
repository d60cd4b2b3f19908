"use client";
import { type SessionStore, useSession } from "#features/live/index.ts";
import { ElapsedTime } from "#ui/elapsed-time.tsx";
import { TickingRing } from "#ui/ticking-ring.tsx";
import { activityOf } from "./run-activity.ts";

type StatusLineProps = { readonly store: SessionStore; readonly stoppingRunId: string | null };

/** One thin line over the composer: what is going on, and for how long. Its place is kept while nothing is. */
export function StatusLine({ store, stoppingRunId }: StatusLineProps) {
  const words = useSession(store, (view) => activityOf(view)?.words ?? null);
  const since = useSession(store, (view) => activityOf(view)?.since ?? null);
  const isStopping = useSession(store, (view) => activityOf(view)?.run.id === stoppingRunId);
  if (words === null || since === null) return null;
  const shown = isStopping && stoppingRunId ? "Stopping" : words;
  return (
    <>
      <TickingRing className="size-3 shrink-0 text-accent" />
      <span className="truncate">{shown}</span>
      <span aria-hidden="true">·</span>
      {/* Ticking is not news: only the words are announced. */}
      <span aria-hidden="true" className="shrink-0 tabular-nums">
        <ElapsedTime since={since} />
      </span>
    </>
  );
}
