"use client";
import { RevisionHead } from "@slipway/schemas/apps/app";
import { pageOf } from "@slipway/schemas/public-api/page";
import { useQuery } from "@tanstack/react-query";
import { api } from "#lib/api-client.ts";

const RevisionPage = pageOf(RevisionHead);

/** The newest revisions of an app. */
export function useRevisions(appId: string) {
  return useQuery({
    queryKey: ["apps", "revisions", appId, "newest"],
    queryFn: async ({ signal }) =>
      (
        await api.get(`/apps/${appId}/revisions`, {
          schema: RevisionPage,
          query: { limit: 50, fields: "head" },
          signal,
        })
      ).items,
  });
}
