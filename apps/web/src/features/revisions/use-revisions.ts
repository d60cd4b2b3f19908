"use client";
import { Revision, RevisionHead } from "@slipway/schemas/apps/app";
import { pageOf } from "@slipway/schemas/public-api/page";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api } from "#lib/api-client.ts";

const RevisionPage = pageOf(RevisionHead);

export const revisionsKey = (appId: string) => ["apps", "revisions", appId] as const;

/** An app's revisions, newest first, page after page; their configurations are asked for one by one. */
export function useRevisions(appId: string) {
  return useInfiniteQuery({
    queryKey: revisionsKey(appId),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      api.get(`/apps/${appId}/revisions`, {
        schema: RevisionPage,
        query: { limit: 50, fields: "head", cursor: pageParam || undefined },
        signal,
      }),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** One revision with its configuration, which never changes. */
export function useRevision(appId: string, number: number) {
  return useQuery({
    queryKey: ["apps", "revision", appId, number],
    queryFn: ({ signal }) => readRevision(appId, number, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export async function readRevision(appId: string, number: number, signal?: AbortSignal): Promise<Revision> {
  return await api.get(`/apps/${appId}/revisions/${number}`, { schema: Revision, signal });
}
