"use client";
import { pageOf } from "@slipway/schemas/public-api/page";
import { Run } from "@slipway/schemas/runs/run";
import { isFinalStatus } from "@slipway/schemas/runs/run-status";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { useLiveRuns } from "#features/live/index.ts";
import { api } from "#lib/api-client.ts";

const RunPage = pageOf(Run);
/** As many ids as one address holds with ease. */
const idsPerRequest = 50;

/** The runs that were started under these ids, and what becomes of them. */
export function useBatchRuns(appId: string, ids: readonly string[]) {
  const wanted = ids.join();
  const [told, setTold] = useState<ReadonlyMap<string, Run>>(new Map());
  const waiting = useRef(new Map<string, () => void>());
  const stored = useQuery({
    queryKey: ["cases", "runs", appId, wanted],
    queryFn: ({ signal }) => readRuns(appId, wanted.split(","), signal),
    enabled: wanted !== "",
    placeholderData: keepPreviousData,
  });
  const runs = useMemo(() => newest([...(stored.data ?? []), ...told.values()]), [stored.data, told]);

  function put(run: Run) {
    if (!run.clientMessageId?.startsWith("case.")) return;
    // The answer to starting it can come after the news of its end.
    setTold((known) => {
      const other = known.get(run.id);
      return other && isFinalStatus(other.status) ? known : new Map(known).set(run.id, run);
    });
  }
  useLiveRuns({ onRun: put, onGap: () => void stored.refetch() });
  // Whoever waits for a run's end hears of it from whichever source told first.
  useEffect(() => {
    for (const [id, resolve] of waiting.current) {
      if (hasLeftSlot(runs.get(id))) {
        waiting.current.delete(id);
        resolve();
      }
    }
  }, [runs]);
  return {
    runs,
    put,
    /** Resolves when the run has ended, or waits for a person; or when it is given up. */
    ended: (id: string, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        waiting.current.set(id, resolve);
        signal.addEventListener("abort", () => resolve());
      }),
  };
}

function hasLeftSlot(run: Run | undefined): boolean {
  return run !== undefined && (isFinalStatus(run.status) || run.status === "waiting");
}

/** By the id under which each was started; of what was told twice, an end is the truth, else what was told last. */
function newest(runs: readonly Run[]): ReadonlyMap<string, Run> {
  const known = new Map<string, Run>();
  for (const run of runs) {
    const id = run.clientMessageId ?? "";
    const other = known.get(id);
    if (!other || !isFinalStatus(other.status)) known.set(id, run);
  }
  return known;
}

async function readRuns(appId: string, ids: readonly string[], signal: AbortSignal): Promise<readonly Run[]> {
  const parts = Array.from({ length: Math.ceil(ids.length / idsPerRequest) }, (_, at) =>
    ids.slice(at * idsPerRequest, (at + 1) * idsPerRequest),
  );
  const pages = await Promise.all(
    parts.map((part) =>
      api.get("/runs", {
        schema: RunPage,
        query: { appId, clientMessageId: part.join(","), limit: 200 },
        signal,
      }),
    ),
  );
  return pages.flatMap(({ items }) => items);
}
