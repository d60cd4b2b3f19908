"use client";
import { Provider, ProviderTest, type UpdateProvider } from "@slipway/schemas/models/provider";
import { pageOf } from "@slipway/schemas/public-api/page";
import {
  type QueryClient,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { z } from "zod";
import { api } from "#lib/api-client.ts";

const ProviderPage = pageOf(Provider);

const listKey = ["providers"] as const;
const testKey = (providerId: string) => ["provider-test", providerId] as const;

export function useProviders(): UseQueryResult<Provider[]> {
  return useQuery({
    queryKey: listKey,
    queryFn: async ({ signal }) => (await api.get("/providers", { schema: ProviderPage, signal })).items,
  });
}

/** Calls the endpoint when it is first needed, and again only when asked: each test is a real request to it. */
export function useProviderTest(providerId: string, { enabled }: { enabled: boolean }) {
  return useQuery({
    queryKey: testKey(providerId),
    queryFn: ({ signal }) => api.post(`/providers/${providerId}/test`, { schema: ProviderTest, signal }),
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

type Change = { readonly provider: Provider; readonly change: UpdateProvider };

/** Shows changed models at once and takes them back when the server refuses. Another address or key voids the test. */
export function useUpdateProvider() {
  const client = useQueryClient();
  return useMutation({
    // One after the other: each change of the models sends all of them.
    scope: { id: "update-provider" },
    mutationFn: ({ provider, change }: Change) =>
      api.patch(`/providers/${provider.id}`, { schema: Provider, body: change }),
    onMutate: async ({ provider, change: { models } }) => {
      await client.cancelQueries({ queryKey: listKey });
      const before = client.getQueryData<Provider[]>(listKey);
      if (models) replaceProvider(client, { ...provider, models });
      return before;
    },
    onError: (_error, _change, before) => client.setQueryData(listKey, before),
    onSuccess: (provider, { change }) => {
      if (change.models === undefined) client.removeQueries({ queryKey: testKey(provider.id) });
      replaceProvider(client, provider);
    },
    onSettled: () => refreshModels(client),
  });
}

function replaceProvider(client: QueryClient, provider: Provider): void {
  client.setQueryData<Provider[]>(listKey, (all) =>
    all?.map((each) => (each.id === provider.id ? provider : each)),
  );
}

/** What the playground offers to choose from has changed, too. */
function refreshModels(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: ["models"] });
}

export function useDeleteProvider() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: Provider) => api.delete(`/providers/${id}`, { schema: z.undefined() }),
    onSuccess: async (_answer, { id }) => {
      client.setQueryData<Provider[]>(listKey, (all) => all?.filter((provider) => provider.id !== id));
      await refreshModels(client);
    },
  });
}

/** Makes a provider that was just added known here, with what its test found. */
export function useRememberProvider() {
  const client = useQueryClient();
  return (provider: Provider, test: ProviderTest | null) => {
    client.setQueryData<Provider[]>(listKey, (all) => [...(all ?? []), provider]);
    if (test) client.setQueryData(testKey(provider.id), test);
    return client.invalidateQueries({ queryKey: listKey });
  };
}
