import type { Revision, RevisionHead } from "@slipway/schemas/apps/app";
import { Prisma } from "#generated/prisma/client.ts";
import { actorName } from "#people/actor-name.ts";

export type RevisionHeadRow = {
  readonly number: number;
  readonly message: string;
  readonly author: string | null;
  readonly created_at: Date;
};

export type RevisionRow = RevisionHeadRow & { readonly config: Record<string, unknown> };

/** The columns of a {@link RevisionHeadRow}, from `revision r`. */
export const headColumns = Prisma.sql`r.number, r.message, ${actorName("r", "author")} as author, r.created_at`;

/** The columns of a {@link RevisionRow}, from `revision r`. */
export const revisionColumns = Prisma.sql`${headColumns}, r.config`;

export function toRevisionHead({ number, message, author, created_at }: RevisionHeadRow): RevisionHead {
  return { number, message, author, createdAt: created_at.toISOString() };
}

export function toRevision({ config, ...row }: RevisionRow): Revision {
  return { ...toRevisionHead(row), config };
}
