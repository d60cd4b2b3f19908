"use client";
import { ProjectRun } from "@slipway/schemas/public-api/admin-runs";
import { Run } from "@slipway/schemas/runs/run";
import { type UseQueryResult, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLiveRuns } from "#features/live/index.ts";
import { api } from "#lib/api-client.ts";
import type { ListedRun } from "./projects/run-scope.ts";
import { useIsForeign, useRunsViewer } from "./projects/runs-viewer.tsx";

/** One run, kept current; the owner of the instance has it of any project. */
export function useRun(runId: string): UseQueryResult<ListedRun> {
  const client = useQueryClient();
  const isOwner = useRunsViewer().ownProjectId !== null;
  const key = ["runs", "one", runId, isOwner] as const;
  const run = useQuery({
    queryKey: key,
    queryFn: async ({ signal }): Promise<ListedRun> =>
      isOwner
        ? await api.get(`/admin/runs/${runId}`, { schema: ProjectRun, signal })
        : await api.get(`/runs/${runId}`, { schema: Run, signal }),
    refetchOnWindowFocus: false,
  });
  useLiveRuns({
    isOfAll: useIsForeign(run.data),
    onRun: (changed) => {
      if (changed.id !== runId) return;
      // A run of one's own project comes without saying so.
      client.setQueryData<ListedRun>(key, (before) => ({ ...before, ...changed }));
    },
    onGap: () => {
      if (!run.data?.finishedAt) void run.refetch();
    },
  });
  return run;
}
