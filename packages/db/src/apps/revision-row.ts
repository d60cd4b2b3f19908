import type { Revision } from "@slipway/schemas/apps/app";
import { Prisma } from "#generated/prisma/client.ts";
import { actorName } from "#people/actor-name.ts";

export type RevisionRow = {
  readonly number: number;
  readonly config: Record<string, unknown>;
  readonly message: string;
  readonly author: string | null;
  readonly created_at: Date;
};

/** The columns of a {@link RevisionRow}, from `revision r`. */
export const revisionColumns = Prisma.sql`
  r.number, r.config, r.message, ${actorName("r", "author")} as author, r.created_at`;

export function toRevision({ created_at, ...row }: RevisionRow): Revision {
  return { ...row, createdAt: created_at.toISOString() };
}
