"use client";
import { App } from "@slipway/schemas/apps/app";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { api } from "#lib/api-client.ts";

export const appKey = (app: string) => ["apps", "one", app] as const;

/** One app, by id or slug; nothing while it is not made yet. */
export function useApp(app: string | null): UseQueryResult<App> {
  return useQuery({
    queryKey: appKey(app ?? ""),
    queryFn: ({ signal }) => api.get(`/apps/${app}`, { schema: App, signal }),
    enabled: app !== null,
  });
}
