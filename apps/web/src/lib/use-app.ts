"use client";
import { App } from "@slipway/schemas/apps/app";
import { queryOptions, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { api } from "#lib/api-client.ts";

export const appKey = (app: string) => ["apps", "one", app] as const;

/** One app, by id or slug. */
export const appQuery = (app: string) =>
  queryOptions({
    queryKey: appKey(app),
    queryFn: async ({ signal, client }): Promise<App> => {
      const found = await api.get(`/apps/${app}`, { schema: App, signal });
      // Whoever came with its id goes on with its slug.
      if (found.slug !== app) client.setQueryData(appKey(found.slug), found);
      return found;
    },
  });

/** One app, by id or slug; nothing while it is not made yet. */
export function useApp(app: string | null): UseQueryResult<App> {
  return useQuery({ ...appQuery(app ?? ""), enabled: app !== null });
}
