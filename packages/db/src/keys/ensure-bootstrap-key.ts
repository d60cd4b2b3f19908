import { newId } from "@slipway/schemas/ids";
import { hashApiKey, previewApiKey } from "#keys/api-key-value.ts";
import type { PrismaClient } from "#prisma.ts";

export type EnsureBootstrapKey = {
  readonly projectId: string;
  /** Known to be well-formed: `slp_` and at least 32 characters. */
  readonly value: string;
};

/**
 * Makes a given value an admin key of a project, however often it is called. A key that was revoked stays revoked:
 * `revoked` says that whoever set the value should know.
 */
export async function ensureBootstrapKey(
  prisma: PrismaClient,
  { projectId, value }: EnsureBootstrapKey,
): Promise<"ready" | "revoked"> {
  const hash = hashApiKey(value);
  await prisma.apiKey.createMany({
    data: {
      projectId,
      id: newId("key"),
      name: "Bootstrap key",
      role: "admin",
      hash,
      preview: previewApiKey(value),
    },
    skipDuplicates: true,
  });
  const { revokedAt } = await prisma.apiKey.findUniqueOrThrow({
    where: { hash },
    select: { revokedAt: true },
  });
  return revokedAt ? "revoked" : "ready";
}
