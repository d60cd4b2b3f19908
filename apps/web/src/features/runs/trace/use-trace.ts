"use client";
import type { Run } from "@slipway/schemas/runs/run";
import { StoredSpan } from "@slipway/schemas/traces/span";
import type { TraceColumns } from "@slipway/schemas/traces/trace-columns";
import { TraceSearch } from "@slipway/schemas/traces/trace-outline";
import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod";
import { api } from "#lib/api-client.ts";
import { buildTraceTree, type TraceTree } from "./build-trace-tree.ts";

/**
 * Only what would break the tree is checked: reading each value of 30,000 spans against its schema takes longer than all
 * the rest, and the server stored them through that very schema.
 */
const ReadColumns = z.custom<TraceColumns>(areColumns);

const paceMs = 2_000;
/** Spans are stored within a second of their end: those of a run's end are there after so many more readings. */
const readingsAfterEnd = 2;

/** A run's spans as a tree, read again and again while it works. */
export function useTrace(run: Pick<Run, "traceId" | "finishedAt">): UseQueryResult<TraceTree> {
  const isOpen = run.finishedAt === null;
  const [mayStillCome] = useState(isOpen || Date.now() - Date.parse(run.finishedAt ?? "") < 5_000);
  return useQuery({
    queryKey: ["runs", "trace", run.traceId, isOpen ? "open" : "ended"],
    queryFn: async ({ signal }) =>
      buildTraceTree(await api.get(`/traces/${run.traceId}/columns`, { schema: ReadColumns, signal })),
    placeholderData: keepPreviousData,
    // Comparing a whole trace with its last reading costs more than showing it.
    structuralSharing: false,
    refetchOnWindowFocus: false,
    refetchInterval: ({ state }) => {
      if (!isOpen && (!mayStillCome || state.dataUpdateCount > readingsAfterEnd)) return false;
      // The longer a trace is, the less often it is worth reading anew.
      return paceMs + (state.data?.rows.length ?? 0);
    },
  });
}

const oneForEachSpan = ["spanIds", "parentSpanIds", "names", "startsUs", "durationsUs"] as const;

function areColumns(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const columns: Partial<Record<keyof TraceColumns, unknown>> = value;
  const lists = oneForEachSpan.map((name) => columns[name]);
  const [first] = lists;
  if (!Array.isArray(first) || !Array.isArray(columns.failed) || !Array.isArray(columns.chats)) return false;
  return lists.every((list) => Array.isArray(list) && list.length === first.length);
}

/** All that one of its spans says. */
export function useSpan(traceId: string, spanId: string): UseQueryResult<StoredSpan> {
  return useQuery({
    queryKey: ["runs", "span", traceId, spanId],
    queryFn: ({ signal }) => api.get(`/traces/${traceId}/spans/${spanId}`, { schema: StoredSpan, signal }),
    // A span is written when it has ended.
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The ids of the spans that have the words. Without words nobody is asked. */
export function useTraceSearch(
  traceId: string,
  q: string,
  spans: number,
): UseQueryResult<ReadonlySet<string>> {
  return useQuery({
    // A trace that has grown is searched anew.
    queryKey: ["runs", "trace-search", traceId, q, spans],
    queryFn: async ({ signal }) =>
      new Set(
        (await api.get(`/traces/${traceId}/search`, { schema: TraceSearch, query: { q }, signal })).spanIds,
      ),
    enabled: q !== "",
    structuralSharing: false,
    placeholderData: keepPreviousData,
  });
}
