import type { Sql } from "@slipway/db/db";
import { findProjectOf } from "@slipway/db/people/find-project-of";
import type { OwnerReads } from "@slipway/schemas/public-api/route";
import type { Principal } from "#server/principal.ts";

type Named = { readonly what: OwnerReads; readonly id: string };

/**
 * The owner of the instance as if they were in the project of what they ask for; everybody else as they are, so that what
 * is in another project is not there. For reading only: whoever changes something works in their own project.
 */
export async function inProjectOf(sql: Sql, asker: Principal, { what, id }: Named): Promise<Principal> {
  if (asker.kind !== "user" || !asker.isOwner) return asker;
  const projectId = await findProjectOf(sql, { what, id, first: asker.projectId });
  return projectId === null ? asker : { ...asker, projectId };
}
