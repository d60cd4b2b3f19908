"use client";
import { type App, Deployment } from "@slipway/schemas/apps/app";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { api } from "#lib/api-client.ts";
import { appKey } from "#lib/use-app.ts";
import { environmentTitle } from "./environments.ts";
import { deploymentsKey } from "./use-deployments.ts";

type Deploy = { readonly environment: string; readonly revision: number };

/** Points an environment of the app at a revision. */
export function useDeploy(app: App) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ environment, revision }: Deploy) =>
      api.put(`/apps/${app.id}/deployments/${environment}`, { schema: Deployment, body: { revision } }),
    onSuccess: ({ environment, revision }) => {
      void client.invalidateQueries({ queryKey: appKey(app.slug) });
      void client.invalidateQueries({ queryKey: ["apps", "all"] });
      void client.invalidateQueries({ queryKey: deploymentsKey(app.id) });
      toast.success(`${environmentTitle(environment)} runs revision ${revision}`);
    },
  });
}
