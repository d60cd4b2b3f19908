import { Role } from "@slipway/schemas/public-api/key";
import { hashApiKey } from "#keys/api-key-value.ts";
import type { PrismaClient } from "#prisma.ts";

export type FoundApiKey = { readonly projectId: string; readonly keyId: string; readonly role: Role };

/** Whose key this is. Null: nobody's, or it was revoked. */
export async function findApiKey(prisma: PrismaClient, value: string): Promise<FoundApiKey | null> {
  const row = await prisma.apiKey.findUnique({
    where: { hash: hashApiKey(value), revokedAt: null },
    select: { projectId: true, id: true, role: true },
  });
  return row && { projectId: row.projectId, keyId: row.id, role: Role.parse(row.role) };
}
