import { type CreateProvider, Provider, ProviderTest } from "@slipway/schemas/models/provider";
import { z } from "zod";
import { api } from "#lib/api-client.ts";

export type AddOutcome =
  | { readonly kind: "added"; readonly provider: Provider; readonly test: ProviderTest | null }
  /** The endpoint did not answer as it should: nothing is kept. */
  | { readonly kind: "failed"; readonly test: ProviderTest };

/**
 * Adds a provider that has proved to answer. Only a stored provider can be tested, so it is stored first and taken away
 * again when the test fails, or cannot be made. Throws ApiError when the API refuses.
 */
export async function addTestedProvider(body: CreateProvider): Promise<AddOutcome> {
  const provider = await createProvider(body);
  try {
    const test = await api.post(`/providers/${provider.id}/test`, { schema: ProviderTest });
    if (test.ok) return { kind: "added", provider, test };
    await removeProvider(provider);
    return { kind: "failed", test };
  } catch (error) {
    // The first failure is the one to tell. When this one fails as well, the provider is in the list to be seen.
    await removeProvider(provider).catch(() => undefined);
    throw error;
  }
}

/** For an endpoint that is not up yet. */
export async function addUntestedProvider(body: CreateProvider): Promise<AddOutcome> {
  return { kind: "added", provider: await createProvider(body), test: null };
}

function createProvider(body: CreateProvider): Promise<Provider> {
  return api.post("/providers", { schema: Provider, body });
}

function removeProvider({ id }: Provider): Promise<undefined> {
  return api.delete(`/providers/${id}`, { schema: z.undefined() });
}
