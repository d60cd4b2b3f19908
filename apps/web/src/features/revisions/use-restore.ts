"use client";
import { type App, Revision, type RevisionHead } from "@slipway/schemas/apps/app";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { api } from "#lib/api-client.ts";
import { appKey } from "#lib/use-app.ts";
import { readRevision, revisionsKey } from "./use-revisions.ts";

type Restore = { readonly revision: RevisionHead; readonly message: string };

/** Commits the configuration of an old revision as the next one, unless somebody has committed another meanwhile. */
export function useRestore(app: App) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ revision, message }: Restore) => {
      const { config } = await readRevision(app.id, revision.number);
      return await api.post(`/apps/${app.id}/revisions`, {
        schema: Revision,
        body: { config, message, parent: app.latestRevision },
      });
    },
    onSuccess: ({ number }, { revision }) => {
      toast.success(`Revision ${number} is revision ${revision.number} again`);
    },
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: appKey(app.slug) });
      await client.invalidateQueries({ queryKey: revisionsKey(app.id) });
      await client.invalidateQueries({ queryKey: ["apps", "all"] });
    },
  });
}
