import type { PrismaClient } from "#prisma.ts";

/** Whether anybody can sign in yet. */
export async function hasUser(prisma: PrismaClient): Promise<boolean> {
  return (await prisma.user.findFirst({ select: { id: true } })) !== null;
}
