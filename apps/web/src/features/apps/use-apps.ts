"use client";
import { App, type UpdateApp } from "@slipway/schemas/apps/app";
import { type UseQueryResult, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#lib/api-client.ts";
import { listAllApps, type WhichApps } from "./list-all-apps.ts";

const listKey = (which: WhichApps) => ["apps", "all", which] as const;

export function useApps(which: WhichApps): UseQueryResult<App[]> {
  return useQuery({
    queryKey: listKey(which),
    queryFn: ({ signal }) => listAllApps(which, signal),
  });
}

type Change = { readonly app: App; readonly change: UpdateApp };

/** Renames, archives or restores. The lists show it at once and take it back when the server refuses. */
export function useUpdateApp() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ app, change }: Change) => api.patch(`/apps/${app.id}`, { schema: App, body: change }),
    onMutate: async ({ app, change }) => {
      await client.cancelQueries({ queryKey: ["apps"] });
      const before = client.getQueriesData<App[]>({ queryKey: ["apps", "all"] });
      client.setQueriesData<App[]>({ queryKey: ["apps", "all"] }, (apps) => withChange(apps, app, change));
      return before;
    },
    onError: (_error, _change, before) => {
      for (const [key, apps] of before ?? []) client.setQueryData(key, apps);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["apps"] }),
  });
}

function withChange(apps: App[] | undefined, { id }: App, { name, archived }: UpdateApp): App[] | undefined {
  if (archived !== undefined) return apps?.filter((app) => app.id !== id);
  return apps?.map((app) => (app.id === id && name !== undefined ? { ...app, name } : app));
}
