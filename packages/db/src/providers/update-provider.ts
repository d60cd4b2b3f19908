import type { Provider, UpdateProvider } from "@slipway/schemas/models/provider";
import type { PrismaClient } from "#prisma.ts";
import { providerSelect, toProvider } from "#providers/provider-row.ts";
import type { SecretBox } from "#secrets/secret-box.ts";

export type ProviderChange = {
  readonly projectId: string;
  readonly providerId: string;
  readonly change: UpdateProvider;
};

/** Changes what is given and leaves the rest; `apiKey: null` forgets the key. Null: there is no such provider. */
export async function updateProvider(
  prisma: PrismaClient,
  secretBox: SecretBox,
  { projectId, providerId, change }: ProviderChange,
): Promise<Provider | null> {
  const { baseUrl, apiKey, models } = change;
  const [row] = await prisma.provider.updateManyAndReturn({
    where: { projectId, id: providerId },
    data: {
      ...(baseUrl === undefined ? {} : { baseUrl }),
      ...(models === undefined ? {} : { models }),
      ...(apiKey === undefined
        ? {}
        : { secret: apiKey === null ? null : secretBox.seal(apiKey, { projectId, rowId: providerId }) }),
    },
    select: providerSelect,
  });
  return row ? toProvider(row) : null;
}
