"use client";
import { usePendingApprovals } from "./use-pending-approvals.ts";

/** How many calls wait for a person; nothing while none does. */
export function PendingCount() {
  const { data } = usePendingApprovals();
  if (!data || data.items.length === 0) return null;
  const count = `${data.items.length}${data.hasMore ? "+" : ""}`;
  return (
    <span className="rounded-sm bg-warning-fill px-1.5 text-12 font-medium text-warning-text tabular-nums">
      {count}
      <span className="sr-only"> waiting</span>
    </span>
  );
}
