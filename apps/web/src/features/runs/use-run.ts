"use client";
import { Run } from "@slipway/schemas/runs/run";
import { type UseQueryResult, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLiveRuns } from "#features/live/index.ts";
import { api } from "#lib/api-client.ts";

const runKey = (runId: string) => ["runs", "one", runId] as const;

/** One run, kept current. */
export function useRun(runId: string): UseQueryResult<Run> {
  const client = useQueryClient();
  const run = useQuery({
    queryKey: runKey(runId),
    queryFn: ({ signal }) => api.get(`/runs/${runId}`, { schema: Run, signal }),
    refetchOnWindowFocus: false,
  });
  useLiveRuns({
    onRun: (changed) => {
      if (changed.id === runId) client.setQueryData(runKey(runId), changed);
    },
    onGap: () => {
      if (!run.data?.finishedAt) void run.refetch();
    },
  });
  return run;
}
