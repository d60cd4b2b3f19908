import { hashSetupToken } from "#people/setup-token.ts";
import type { PrismaTx } from "#prisma.ts";

/** Uses a set-up token up, in one statement: of two that bring the same token, one is answered false. */
export async function consumeSetupLink(tx: PrismaTx, token: string): Promise<boolean> {
  const now = new Date();
  const { count } = await tx.setupLink.updateMany({
    where: { tokenHash: hashSetupToken(token), usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  return count === 1;
}
