"use client";
import type { App } from "@slipway/schemas/apps/app";
import type { TestCase } from "@slipway/schemas/apps/test-case";
import { Run } from "@slipway/schemas/runs/run";
import { isFinalStatus } from "@slipway/schemas/runs/run-status";
import { useEffect, useMemo, useRef, useState } from "react";
import { toast } from "sonner";
import { api } from "#lib/api-client.ts";
import { useUrlState } from "#lib/use-url-state.ts";
import { newComparison } from "./new-comparison.ts";
import type { PaneConfig } from "./pane-config.ts";
import { type CaseCell, planCells } from "./plan-cells.ts";
import { runInTurns } from "./run-in-turns.ts";
import { startCaseRun } from "./start-case-run.ts";
import { useBatchRuns } from "./use-batch-runs.ts";

type UseCaseRuns = {
  readonly app: App;
  readonly configs: readonly PaneConfig[];
  readonly cases: readonly TestCase[];
};

/** How many runs of a batch work at once: enough to be quick, few enough to leave others their turn. */
const atOnce = 4;

export type CaseRuns = ReturnType<typeof useCaseRuns>;

/**
 * Runs the saved cases with every pane. What became of them is read from their rows: each run's id says which case and
 * configuration it belongs to, so that a reload, or another browser, shows the same.
 */
export function useCaseRuns({ app, configs, cases }: UseCaseRuns) {
  const [batch, setBatch] = useUrlState("batch");
  const cells = useMemo(() => planCells({ batch, cases, configs }), [batch, cases, configs]);
  const { runs, put, ended } = useBatchRuns(app.id, batch === "" ? [] : cells.map(({ id }) => id));
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const working = useRef<AbortController | null>(null);
  const [isStarting, setIsStarting] = useState(false);
  // What was started goes on without this page; nothing more is started.
  useEffect(() => () => working.current?.abort(), []);

  const missing = batch === "" ? cells : cells.filter(({ id }) => !runs.has(id));
  const open = cells.filter(({ id }) => isOpen(runs.get(id)));

  async function start(todo: readonly CaseCell[]) {
    const stop = new AbortController();
    working.current = stop;
    setIsStarting(true);
    setProblems(new Map());
    await runInTurns(todo, {
      atOnce,
      signal: stop.signal,
      work: async (cell) => {
        try {
          put(await startCaseRun(app.id, cell, stop.signal));
          await ended(cell.id, stop.signal);
        } catch (error) {
          const message = error instanceof Error ? error.message : "It could not be started.";
          if (!stop.signal.aborted) setProblems((known) => new Map(known).set(cell.id, message));
        }
      },
    });
    if (working.current === stop) setIsStarting(false);
  }
  return {
    cells,
    runs,
    problems,
    missing,
    open,
    hasBatch: batch !== "",
    isBusy: isStarting || open.length > 0,
    /** Runs every case with every pane, anew. */
    runAll() {
      const next = newComparison();
      setBatch(next);
      void start(planCells({ batch: next, cases, configs }));
    },
    /** Runs what the batch lacks: it was stopped, or a case or pane is another one by now. */
    runMissing: () => void start(missing),
    async stop() {
      working.current?.abort();
      setIsStarting(false);
      const cancels = open.flatMap(({ id }) => {
        const run = runs.get(id);
        return run ? [api.post(`/runs/${run.id}/cancel`, { schema: Run }).then(put)] : [];
      });
      const failed = (await Promise.allSettled(cancels)).filter(({ status }) => status === "rejected");
      if (failed.length > 0)
        toast.error(`${failed.length} runs could not be stopped. Try again in a moment.`);
    },
  };
}

function isOpen(run: Run | undefined): boolean {
  return run !== undefined && !isFinalStatus(run.status);
}
