import { hashSetupToken } from "#people/setup-token.ts";
import type { PrismaClient } from "#prisma.ts";

/** Whether this token could make the first admin now. Does not use it up. */
export async function isSetupLinkValid(prisma: PrismaClient, token: string): Promise<boolean> {
  const link = await prisma.setupLink.findFirst({
    where: { tokenHash: hashSetupToken(token), usedAt: null, expiresAt: { gt: new Date() } },
    select: { tokenHash: true },
  });
  return link !== null;
}
