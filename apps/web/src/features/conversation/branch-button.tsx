"use client";
import type { Run } from "@slipway/schemas/runs/run";
import { Session } from "@slipway/schemas/runs/session";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { GitBranch } from "lucide-react";
import { toast } from "sonner";
import { api } from "#lib/api-client.ts";
import { IconButton } from "#ui/icon-button.tsx";
import { readLastStep } from "./use-last-step.ts";

type BranchButtonProps = { readonly run: Run; readonly onOpenSession: (sessionId: string) => void };

/** Begins another session with the messages and files as they were after this answer. */
export function BranchButton({ run, onOpenSession }: BranchButtonProps) {
  const client = useQueryClient();
  const branch = useMutation({
    mutationFn: () => branchAfter(run),
    onSuccess: (session) => {
      void client.invalidateQueries({ queryKey: ["sessions"] });
      toast.success("This is a branch: what is said here leaves the first conversation as it is");
      onOpenSession(session.id);
    },
    onError: (error) => toast.error("No branch was made", { description: error.message }),
  });
  return (
    <IconButton
      label="Branch from here"
      icon={<GitBranch />}
      size="sm"
      aria-busy={branch.isPending || undefined}
      onClick={() => {
        if (!branch.isPending) branch.mutate();
      }}
    />
  );
}

async function branchAfter(run: Run): Promise<Session> {
  const step = await readLastStep(run);
  if (step === null) throw new Error("No step of this run was finished, so there is nothing to go on from.");
  const body = { checkpointId: step.id };
  return await api.post(`/sessions/${run.sessionId}/fork`, { schema: Session, body });
}
