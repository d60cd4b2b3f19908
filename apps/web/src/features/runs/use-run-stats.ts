"use client";
import { RunStats } from "@slipway/schemas/public-api/run-stats";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useLiveRuns } from "#features/live/index.ts";
import { api } from "#lib/api-client.ts";
import type { TimedStats } from "./fill-buckets.ts";
import { runsPath, scopeQuery } from "./projects/run-scope.ts";
import { useRunsViewer } from "./projects/runs-viewer.tsx";
import { type RunViewFilters, toRunQuery } from "./run-view-filters.ts";
import { useThrottled } from "./use-throttled.ts";

/** Sums of many runs cost more than a page of them: so often at most they are read again. */
const pauseMs = 3_000;

/** What the filtered runs sum up to over time, read again as runs start and end. */
export function useRunStats(filters: RunViewFilters) {
  const { scope } = useRunsViewer();
  const stats = useQuery({
    queryKey: ["runs", "stats", scope, filters],
    queryFn: async ({ signal }): Promise<TimedStats> => {
      const nowMs = Date.now();
      const asked = toRunQuery(filters, nowMs);
      const query = { ...asked, ...scopeQuery(scope) };
      return {
        stats: await api.get(`${runsPath(scope)}/stats`, { schema: RunStats, query, signal }),
        fromMs: typeof asked.from === "string" ? Date.parse(asked.from) : null,
        toMs: filters.to ? Math.min(Date.parse(filters.to), nowMs) : nowMs,
      };
    },
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchOnWindowFocus: "always",
  });
  const readAgain = useThrottled(async () => {
    // A hidden page reads when it is looked at again.
    if (!document.hidden) await stats.refetch();
  }, pauseMs);
  useLiveRuns({ isOfAll: scope.kind === "all", onRun: readAgain, onGap: readAgain });
  return stats;
}
