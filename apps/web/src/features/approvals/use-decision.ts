"use client";
import { ApprovalRecord } from "@slipway/schemas/runs/approval";
import { useMutation } from "@tanstack/react-query";
import { api } from "#lib/api-client.ts";
import { ApiError } from "#lib/api-error.ts";
import { whoDecided } from "./who-decided.ts";

export type Decision =
  | {
      readonly decision: "allow";
      readonly scope: "once" | "session";
      readonly input?: Readonly<Record<string, unknown>>;
    }
  | { readonly decision: "deny"; readonly reason?: string };

export async function sendDecision(approvalId: string, decision: Decision): Promise<void> {
  // What came of it is told by the session's log, for this tab as for every other.
  await api.post(`/approvals/${approvalId}`, { schema: ApprovalRecord, body: decision });
}

/** How this tab's decision is doing. */
export type DecisionState =
  | { readonly status: "open"; readonly problem: string | null }
  | { readonly status: "sending" }
  /** Taken; the log will tell. */
  | { readonly status: "taken"; readonly decision: Decision["decision"] }
  /** Somebody else, or the time, was faster. */
  | { readonly status: "too-late"; readonly words: string };

/** Decides one approval. The first decision wins: a later one hears which it was. */
export function useDecision(approvalId: string) {
  const mutation = useMutation({ mutationFn: (decision: Decision) => sendDecision(approvalId, decision) });
  return {
    state: stateOf(mutation),
    /** What was wrong with the last attempt counts no more: it is being changed. */
    forgetProblem: () => {
      if (mutation.isError) mutation.reset();
    },
    decide: (decision: Decision) => {
      if (!mutation.isPending && !mutation.isSuccess) mutation.mutate(decision);
    },
  };
}

type Mutation = {
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly isSuccess: boolean;
  readonly variables: Decision | undefined;
};

export function stateOf({ isPending, error, isSuccess, variables }: Mutation): DecisionState {
  if (isPending) return { status: "sending" };
  if (isSuccess && variables) return { status: "taken", decision: variables.decision };
  if (error instanceof ApiError && error.code === "conflict") {
    return { status: "too-late", words: whoDecided(error.details) ?? error.message };
  }
  return { status: "open", problem: error?.message ?? null };
}
