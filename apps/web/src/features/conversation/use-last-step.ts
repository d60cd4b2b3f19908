"use client";
import { pageOf } from "@slipway/schemas/public-api/page";
import { Checkpoint } from "@slipway/schemas/runs/checkpoint";
import type { Run } from "@slipway/schemas/runs/run";
import { useQuery } from "@tanstack/react-query";
import { api } from "#lib/api-client.ts";
import { findCheckpoint } from "./find-checkpoint.ts";

const CheckpointPage = pageOf(Checkpoint);

/** Reads the step that a run finished last; null: none. */
export function readLastStep(run: Run): Promise<Checkpoint | null> {
  return findCheckpoint(run, (cursor) =>
    api.get(`/sessions/${run.sessionId}/checkpoints`, {
      schema: CheckpointPage,
      query: { limit: 200, cursor },
    }),
  );
}

/** The step from which an agent's run that did not complete can go on; null while that is not known, or there is none. */
export function useLastStep(run: Run | undefined): Checkpoint | null {
  const canGoOn =
    run?.app.type === "agent" &&
    (run.status === "failed" || run.status === "cancelled") &&
    (run.usage.toolCalls > 0 || run.checkpointId !== undefined);
  const step = useQuery({
    queryKey: ["last-step", run?.id],
    queryFn: () => (run ? readLastStep(run) : null),
    enabled: canGoOn,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (canGoOn && step.data) || null;
}
