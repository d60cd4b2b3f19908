"use client";
import { ApiKey, CreatedApiKey, type Role } from "@slipway/schemas/public-api/key";
import { pageOf } from "@slipway/schemas/public-api/page";
import { type UseQueryResult, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { api } from "#lib/api-client.ts";

const KeyPage = pageOf(ApiKey);
const listKey = ["keys"] as const;

export function useKeys(): UseQueryResult<ApiKey[]> {
  return useQuery({
    queryKey: listKey,
    queryFn: async ({ signal }) => (await api.get("/keys", { schema: KeyPage, signal })).items,
  });
}

/** The answer has the key itself, this once: it is kept by whoever asked, not in the cache. */
export function useCreateKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; role: Role }) => api.post("/keys", { schema: CreatedApiKey, body }),
    gcTime: 0,
    onSuccess: () => client.invalidateQueries({ queryKey: listKey }),
  });
}

export function useRevokeKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: ApiKey) => api.delete(`/keys/${id}`, { schema: z.undefined() }),
    onSuccess: (_answer, { id }) => {
      client.setQueryData<ApiKey[]>(listKey, (keys) => keys?.filter((key) => key.id !== id));
    },
  });
}
