import { newId } from "@slipway/schemas/ids";
import { consumeSetupLink } from "#people/consume-setup-link.ts";
import type { PrismaClient, PrismaTx } from "#prisma.ts";

export type CreateFirstAdmin = {
  /** The project whose admin they become, besides owning the instance. */
  readonly projectId: string;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  /** What entitles the caller: the token of the set-up link, or that they set the server's environment. */
  readonly entitledBy: { readonly setupToken: string } | "environment";
};

export type FirstAdminOutcome =
  | { readonly kind: "created"; readonly userId: string }
  /** Somebody can sign in already. */
  | { readonly kind: "taken" }
  /** The token is unknown, used, replaced by a newer one or older than a day. */
  | { readonly kind: "invalid_token" };

/** Makes the first person of an installation, at most once, whoever else tries at the same moment. */
export async function createFirstAdmin(
  prisma: PrismaClient,
  admin: CreateFirstAdmin,
): Promise<FirstAdminOutcome> {
  const { projectId, entitledBy } = admin;
  return await prisma.$transaction(async (tx): Promise<FirstAdminOutcome> => {
    // The project's row is the lock: two set-ups at once become one after the other.
    await tx.$queryRaw`select id from project where id = ${projectId} for no key update`;
    if (await tx.user.findFirst({ select: { id: true } })) return { kind: "taken" };
    if (entitledBy !== "environment" && !(await consumeSetupLink(tx, entitledBy.setupToken))) {
      return { kind: "invalid_token" };
    }
    return { kind: "created", userId: await insertOwner(tx, admin) };
  });
}

/** An account of provider "credential" is how better-auth stores a password. */
async function insertOwner(tx: PrismaTx, admin: CreateFirstAdmin): Promise<string> {
  const userId = newId("user");
  await tx.user.create({
    data: {
      id: userId,
      name: admin.name,
      email: admin.email.toLowerCase(),
      isOwner: true,
      accounts: {
        create: {
          id: crypto.randomUUID(),
          accountId: userId,
          providerId: "credential",
          password: admin.passwordHash,
        },
      },
      members: { create: { projectId: admin.projectId, role: "admin" } },
    },
    select: { id: true },
  });
  return userId;
}
