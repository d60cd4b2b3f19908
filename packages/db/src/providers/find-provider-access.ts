import { ProviderApi } from "@slipway/schemas/models/provider";
import type { PrismaClient } from "#prisma.ts";
import { providerSelect, toProvider } from "#providers/provider-row.ts";
import type { SecretBox } from "#secrets/secret-box.ts";

/** What is needed to call a provider. The key is in clear: it goes into a request's header and nowhere else. */
export type ProviderAccess = {
  readonly api: ProviderApi;
  readonly baseUrl: string;
  readonly apiKey: string | null;
  readonly modelIds: readonly string[];
};

/** Null: the project has no such provider. Throws a SecretBoxError when its stored key cannot be opened. */
export async function findProviderAccess(
  prisma: PrismaClient,
  secretBox: SecretBox,
  { projectId, providerId }: { readonly projectId: string; readonly providerId: string },
): Promise<ProviderAccess | null> {
  const row = await prisma.provider.findUnique({
    where: { projectId_id: { projectId, id: providerId } },
    select: providerSelect,
  });
  if (!row) return null;
  return {
    api: ProviderApi.parse(row.api),
    baseUrl: row.baseUrl,
    apiKey: row.secret === null ? null : secretBox.open(row.secret, { projectId, rowId: providerId }),
    modelIds: toProvider(row).models.map((model) => model.id),
  };
}
