"use client";
import { Run } from "@slipway/schemas/runs/run";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { api } from "#lib/api-client.ts";

/** Stops a run. It counts as stopped only once its log says so. */
export function useCancelRun(runId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post(`/runs/${runId}/cancel`, { schema: Run }),
    onSuccess: (run) => client.setQueryData(["runs", "one", runId], run),
    onError: (error) => toast.error("The run could not be stopped", { description: error.message }),
  });
}
