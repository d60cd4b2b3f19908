"use client";
import { ProjectRun } from "@slipway/schemas/public-api/admin-runs";
import { type Page, pageOf } from "@slipway/schemas/public-api/page";
import { Run } from "@slipway/schemas/runs/run";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLiveRuns } from "#features/live/index.ts";
import { api } from "#lib/api-client.ts";
import { mergeRuns } from "./merge-runs.ts";
import { isInScope, type ListedRun, type RunScope, runsPath, scopeQuery } from "./projects/run-scope.ts";
import { useRunsViewer } from "./projects/runs-viewer.tsx";
import { matchesFilters, type RunViewFilters, toRunQuery } from "./run-view-filters.ts";
import { useThrottled } from "./use-throttled.ts";

const RunPage = pageOf(Run);
const ProjectRunPage = pageOf(ProjectRun);

/** So often at most a list is read again that only the server can bring up to date. */
const pauseMs = 1_000;

/** The runs that match, page by page, each row kept current; new ones stand apart until they are let in. */
export function useRunList(filters: RunViewFilters) {
  const { scope } = useRunsViewer();
  const [changes, setChanges] = useState<ReadonlyMap<string, ListedRun>>(new Map());
  const list = useInfiniteQuery({
    queryKey: ["runs", scope, filters],
    queryFn: ({ pageParam, signal }) =>
      readPage(scope, {
        query: { ...toRunQuery(filters, Date.now()), limit: 50, cursor: pageParam ?? undefined },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    // The live connection says what changes; a focused window has nothing to ask.
    refetchOnWindowFocus: false,
    staleTime: 0,
  });
  const readAgain = useThrottled(() => list.refetch(), pauseMs);
  useLiveRuns({
    isOfAll: scope.kind === "all",
    onRun: (run: ListedRun) => {
      if (run.projectId !== undefined && !isInScope(scope, run.projectId)) return;
      setChanges((known) => new Map(known).set(run.id, run));
      if (matchesFilters(run, filters, Date.now()) === null) readAgain();
    },
    onGap: readAgain,
  });
  const { rows, arrived } = mergeRuns({
    pages: list.data?.pages.map((page) => page.items) ?? [],
    changes,
    belongs: (run) => matchesFilters(run, filters, Date.now()) === true,
  });
  return { list, rows, arrived, changes };
}

type ReadPage = {
  readonly query: Readonly<Record<string, string | number | undefined>>;
  readonly signal: AbortSignal;
};

async function readPage(scope: RunScope, { query, signal }: ReadPage): Promise<Page<ListedRun>> {
  const asked = { query: { ...query, ...scopeQuery(scope) }, signal };
  return scope.kind === "own"
    ? await api.get(runsPath(scope), { schema: RunPage, ...asked })
    : await api.get(runsPath(scope), { schema: ProjectRunPage, ...asked });
}

export type RunList = ReturnType<typeof useRunList>;
