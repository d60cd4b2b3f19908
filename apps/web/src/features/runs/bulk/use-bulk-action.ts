"use client";
import { mostRunsAtOnce, type RunOutcome, RunOutcomes } from "@slipway/schemas/public-api/bulk-runs";
import { useState } from "react";
import { toast } from "sonner";
import { api } from "#lib/api-client.ts";
import { type BulkAction, type BulkSum, sumOutcomes } from "./sum-outcomes.ts";

export type BulkProgress = {
  readonly action: BulkAction;
  readonly done: number;
  readonly all: number;
};

/** Cancels or retries many runs, slice after slice, and says what became of them, also when it breaks off halfway. */
export function useBulkAction() {
  const [progress, setProgress] = useState<BulkProgress | null>(null);
  const [refused, setRefused] = useState<BulkSum | null>(null);

  async function run(action: BulkAction, runIds: readonly string[]) {
    const outcomes: RunOutcome[] = [];
    setProgress({ action, done: 0, all: runIds.length });
    try {
      for (let at = 0; at < runIds.length; at += mostRunsAtOnce) {
        const body = { runIds: runIds.slice(at, at + mostRunsAtOnce) };
        const { items } = await api.post(`/runs/${action}`, { schema: RunOutcomes, body });
        outcomes.push(...items);
        setProgress({ action, done: outcomes.length, all: runIds.length });
      }
      tell(sumOutcomes(action, outcomes));
    } catch (error) {
      const done = outcomes.length > 0 ? `${sumOutcomes(action, outcomes).title}. ` : "";
      const left = runIds.length - outcomes.length;
      toast.error(`${done}${left} were not asked for`, {
        description: error instanceof Error ? error.message : undefined,
      });
    } finally {
      setProgress(null);
    }
    return outcomes;
  }
  function tell(sum: BulkSum) {
    if (sum.refusals.length > 0) setRefused(sum);
    else toast.success(sum.title);
  }
  return { run, progress, refused, forget: () => setRefused(null) };
}
