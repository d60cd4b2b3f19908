import { describe, expect, it } from "vitest";
import {
  isFinalStatus,
  nextRunStatus,
  type RunStatus,
  type RunTrigger,
  runStatuses,
  runTriggers,
} from "#runs/run-status.ts";
import { statusOfStopReason, stopReasons } from "#runs/stop-reason.ts";

/** Written out a second time on purpose: what API.md and ARCHITECTURE.md promise. */
const legal: readonly (readonly [RunStatus, RunTrigger, RunStatus])[] = [
  ["queued", "claim", "starting"],
  ["queued", "cancel", "cancelled"],
  ["queued", "fail", "failed"],
  ["starting", "ready", "running"],
  ["starting", "requeue", "queued"],
  ["starting", "complete", "completed"],
  ["starting", "cancel", "cancelled"],
  ["starting", "fail", "failed"],
  ["running", "park", "waiting"],
  ["running", "requeue", "queued"],
  ["running", "complete", "completed"],
  ["running", "fail", "failed"],
  ["running", "cancel", "cancelled"],
  ["waiting", "decide", "queued"],
  ["waiting", "cancel", "cancelled"],
  ["waiting", "fail", "failed"],
];
const pairs = runStatuses.flatMap((from) => runTriggers.map((trigger) => [from, trigger] as const));

describe("the run's state table", () => {
  it.each(pairs)("C15 %s on %s goes where the table says, or nowhere", (from, trigger) => {
    const move = legal.find(([status, event]) => status === from && event === trigger);
    expect(nextRunStatus(from, trigger)).toBe(move?.[2] ?? null);
  });

  it("C15 has every final status absorb, and no other", () => {
    expect(runStatuses.filter(isFinalStatus)).toEqual(["completed", "failed", "cancelled"]);
  });

  it("C15 lets every status be reached, and an end be reached from every one", () => {
    const reachable = (from: RunStatus, seen = new Set<RunStatus>([from])): Set<RunStatus> => {
      for (const [status, , to] of legal) if (status === from && !seen.has(to)) reachable(to, seen.add(to));
      return seen;
    };
    expect(reachable("queued").size).toBe(runStatuses.length);
    for (const status of runStatuses) expect([...reachable(status)].some(isFinalStatus)).toBe(true);
  });
});

it("gives every stop reason the status that it belongs to", () => {
  for (const reason of stopReasons) {
    const own = reason === "completed" || reason === "cancelled";
    expect(statusOfStopReason(reason)).toBe(own ? reason : "failed");
  }
});
