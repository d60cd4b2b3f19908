import { Role } from "@slipway/schemas/public-api/key";
import type { PrismaClient } from "#prisma.ts";

export type Membership = {
  readonly projectId: string;
  readonly role: Role;
  /** Sees the whole instance. */
  readonly isOwner: boolean;
};

/** The project in which a person works: the first that they joined. Null: they belong to none. */
export async function findMembership(prisma: PrismaClient, userId: string): Promise<Membership | null> {
  const member = await prisma.member.findFirst({
    where: { userId },
    orderBy: [{ createdAt: "asc" }, { projectId: "asc" }],
    select: { projectId: true, role: true, user: { select: { isOwner: true } } },
  });
  if (!member) return null;
  return { projectId: member.projectId, role: Role.parse(member.role), isOwner: member.user.isOwner };
}
