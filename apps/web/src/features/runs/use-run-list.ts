"use client";
import { pageOf } from "@slipway/schemas/public-api/page";
import { Run } from "@slipway/schemas/runs/run";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLiveRuns } from "#features/live/index.ts";
import { api } from "#lib/api-client.ts";
import { mergeRuns } from "./merge-runs.ts";
import { matchesFilters, type RunViewFilters, toRunQuery } from "./run-view-filters.ts";
import { useThrottled } from "./use-throttled.ts";

const RunPage = pageOf(Run);

/** So often at most a list is read again that only the server can bring up to date. */
const pauseMs = 1_000;

/** The runs that match, page by page, each row kept current; new ones stand apart until they are let in. */
export function useRunList(filters: RunViewFilters) {
  const [changes, setChanges] = useState<ReadonlyMap<string, Run>>(new Map());
  const list = useInfiniteQuery({
    queryKey: ["runs", filters],
    queryFn: ({ pageParam, signal }) =>
      api.get("/runs", {
        schema: RunPage,
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
    onRun: (run) => {
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

export type RunList = ReturnType<typeof useRunList>;
