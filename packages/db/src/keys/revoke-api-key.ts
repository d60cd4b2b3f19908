import type { PrismaClient } from "#prisma.ts";

/** Makes a key useless. `not_found`: the project has no such key, or it was revoked before. */
export async function revokeApiKey(
  prisma: PrismaClient,
  { projectId, keyId }: { readonly projectId: string; readonly keyId: string },
): Promise<"revoked" | "not_found"> {
  const { count } = await prisma.apiKey.updateMany({
    where: { projectId, id: keyId, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  return count === 1 ? "revoked" : "not_found";
}
