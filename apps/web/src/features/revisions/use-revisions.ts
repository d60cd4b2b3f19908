"use client";
import { Revision } from "@slipway/schemas/apps/app";
import { pageOf } from "@slipway/schemas/public-api/page";
import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "#lib/api-client.ts";

const RevisionPage = pageOf(Revision);

export const revisionsKey = (appId: string) => ["apps", "revisions", appId] as const;

/** An app's revisions, newest first, page after page. */
export function useRevisions(appId: string) {
  return useInfiniteQuery({
    queryKey: revisionsKey(appId),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      api.get(`/apps/${appId}/revisions`, {
        schema: RevisionPage,
        query: { limit: 50, cursor: pageParam || undefined },
        signal,
      }),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}
