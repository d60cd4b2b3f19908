import type { AppType } from "@slipway/schemas/apps/app-type";
import { AppError } from "@slipway/schemas/errors/app-error";
import { numberedSlug } from "#apps/slug.ts";
import type { PrismaTx } from "#prisma.ts";

export type InsertApp = {
  readonly projectId: string;
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  /** What happens when the slug is taken: it gets a number, or `conflict` is thrown. */
  readonly whenTaken: "number" | "refuse";
  readonly type: AppType;
  readonly latestRevision: number;
  readonly createdBy: string;
};

/** Tries one slug after the other. A taken one inserts nothing, and so does not break the transaction. */
export async function insertApp(tx: PrismaTx, { slug: wanted, whenTaken, ...app }: InsertApp): Promise<void> {
  for (let number = 1; ; number += 1) {
    const slug = numberedSlug(wanted, number);
    const { count } = await tx.app.createMany({ data: { ...app, slug }, skipDuplicates: true });
    if (count === 1) return;
    if (whenTaken === "refuse") throw slugTaken(slug);
  }
}

export function slugTaken(slug: string, cause?: unknown): AppError {
  return new AppError("conflict", `There is an app with the slug ${slug} already.`, {
    cause,
    details: [{ path: "slug", message: "Taken." }],
  });
}
