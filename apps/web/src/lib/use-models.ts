"use client";
import { Model } from "@slipway/schemas/models/model";
import { pageOf } from "@slipway/schemas/public-api/page";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { api } from "#lib/api-client.ts";

const ModelPage = pageOf(Model);

/** The models that can be used now. */
export function useModels(): UseQueryResult<readonly Model[]> {
  return useQuery({
    queryKey: ["models"],
    queryFn: async ({ signal }) => (await api.get("/models", { schema: ModelPage, signal })).items,
  });
}
