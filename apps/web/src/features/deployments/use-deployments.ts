"use client";
import { Deployment } from "@slipway/schemas/apps/app";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { api } from "#lib/api-client.ts";

const Deployments = z.object({ items: z.array(Deployment), history: z.array(Deployment) });
export type Deployments = z.infer<typeof Deployments>;

export const deploymentsKey = (appId: string) => ["apps", "deployments", appId] as const;

/** Where an app's environments point, and what was deployed before. */
export function useDeployments(appId: string): UseQueryResult<Deployments> {
  return useQuery({
    queryKey: deploymentsKey(appId),
    queryFn: ({ signal }) => api.get(`/apps/${appId}/deployments`, { schema: Deployments, signal }),
  });
}
