"use client";
import { pageOf } from "@slipway/schemas/public-api/page";
import { ApprovalRecord } from "@slipway/schemas/runs/approval";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useLiveApprovals } from "#features/live/index.ts";
import { api } from "#lib/api-client.ts";

const ApprovalPage = pageOf(ApprovalRecord);

export type PendingApprovals = {
  /** The newest first. */
  readonly items: readonly ApprovalRecord[];
  readonly hasMore: boolean;
};

/** More than anybody decides in one sitting; what is beyond comes up as these go. */
const limit = 100;

/** What waits for a person in this project, kept current. */
export function usePendingApprovals(): UseQueryResult<PendingApprovals> {
  const query = useQuery({
    queryKey: ["approvals", "pending"],
    queryFn: async ({ signal }) => {
      const page = await api.get("/approvals", {
        schema: ApprovalPage,
        query: { status: "pending", limit },
        signal,
      });
      return { items: page.items, hasMore: page.nextCursor !== null };
    },
    // The live connection says when it changes.
    refetchOnWindowFocus: false,
  });
  useLiveApprovals(() => void query.refetch());
  return query;
}
