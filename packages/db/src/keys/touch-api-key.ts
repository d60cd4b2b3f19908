import type { PrismaClient } from "#prisma.ts";

const minGapMs = 60_000;

/** Notes that a key is in use, at most once a minute however many webs ask. */
export async function touchApiKey(
  prisma: PrismaClient,
  { projectId, keyId }: { readonly projectId: string; readonly keyId: string },
): Promise<void> {
  const now = new Date();
  await prisma.apiKey.updateMany({
    where: {
      projectId,
      id: keyId,
      OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: new Date(now.getTime() - minGapMs) } }],
    },
    data: { lastUsedAt: now },
  });
}
