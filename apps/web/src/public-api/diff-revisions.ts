import { getRevision } from "@slipway/db/apps/get-revision";
import type { PrismaClient } from "@slipway/db/prisma";
import type { Revision } from "@slipway/schemas/apps/app";
import type { RevisionDiff } from "@slipway/schemas/apps/revision-diff";
import { diffConfigs } from "#configs/diff-configs.ts";
import { foundOrThrow } from "#public-api/not-found.ts";

type DiffRevisions = {
  readonly projectId: string;
  readonly appId: string;
  readonly number: number;
  /** Left out: the revision before. */
  readonly against: number | undefined;
};

/** What changed from one revision of an app to another. Throws `not_found` when the app lacks one of them. */
export async function diffRevisions(
  prisma: PrismaClient,
  { projectId, appId, number, against = number - 1 }: DiffRevisions,
): Promise<RevisionDiff> {
  const read = async (wanted: number) =>
    foundOrThrow(await getRevision(prisma, { projectId, appId, number: wanted }), "revision");
  const [to, from] = await Promise.all([read(number), against === 0 ? null : read(against)]);
  return {
    from: from && headOf(from),
    to: headOf(to),
    changes: diffConfigs(from?.config ?? null, to.config),
  };
}

function headOf({ config: _, ...head }: Revision): RevisionDiff["to"] {
  return head;
}
