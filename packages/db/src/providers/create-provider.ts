import { AppError } from "@slipway/schemas/errors/app-error";
import { newId } from "@slipway/schemas/ids";
import type { CreateProvider, Provider } from "@slipway/schemas/models/provider";
import { isUniqueViolation, type PrismaClient } from "#prisma.ts";
import { providerSelect, toProvider } from "#providers/provider-row.ts";
import type { SecretBox } from "#secrets/secret-box.ts";

export type NewProvider = { readonly projectId: string; readonly provider: CreateProvider };

/** Adds a provider; its key is encrypted before it leaves this process. Throws `conflict` when the name is taken. */
export async function createProvider(
  prisma: PrismaClient,
  secretBox: SecretBox,
  { projectId, provider }: NewProvider,
): Promise<Provider> {
  const id = newId("provider");
  const { name, api, baseUrl, apiKey, models = [] } = provider;
  const secret = apiKey === undefined ? null : secretBox.seal(apiKey, { projectId, rowId: id });
  try {
    const row = await prisma.provider.create({
      data: { projectId, id, name, api, baseUrl, secret, models },
      select: providerSelect,
    });
    return toProvider(row);
  } catch (cause) {
    if (!isUniqueViolation(cause)) throw cause;
    throw nameTaken(name, cause);
  }
}

function nameTaken(name: string, cause: unknown): AppError {
  return new AppError("conflict", `There is a provider called ${name} already.`, {
    cause,
    details: [{ path: "name", message: "Taken." }],
  });
}
