"use client";
import { pageOf } from "@slipway/schemas/public-api/page";
import { Run } from "@slipway/schemas/runs/run";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "#lib/api-client.ts";

const RunPage = pageOf(Run);
const shownRuns = 8;
/** So long after the last letter the server is asked. */
const pauseMs = 200;

export type PaletteRuns = {
  /** Of exactly what was typed: what was found for less must not be chosen by mistake. */
  readonly runs: readonly Run[];
  readonly isSearching: boolean;
};

/** The newest runs; once something is typed, those whose input has it, or the one of that id. */
export function usePaletteRuns(query: string): PaletteRuns {
  const asked = usePaused(query);
  const found = useQuery({
    queryKey: ["runs", "palette", asked],
    queryFn: ({ signal }) => findRuns(asked, signal),
  });
  const isSearching = asked !== query || found.isPending;
  return { runs: isSearching ? [] : (found.data ?? []), isSearching };
}

async function findRuns(query: string, signal: AbortSignal): Promise<readonly Run[]> {
  if (/^run_[0-9a-z]{20,32}$/.test(query)) return [await api.get(`/runs/${query}`, { schema: Run, signal })];
  const search = { limit: shownRuns, ...(query ? { q: query.slice(0, 200) } : {}) };
  return (await api.get("/runs", { schema: RunPage, query: search, signal })).items;
}

/** A value that follows once it has not changed for a moment. */
function usePaused(value: string): string {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return paused;
}
