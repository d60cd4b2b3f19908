import type { Db } from "@slipway/db/db";
import { listProjects } from "@slipway/db/people/list-projects";

/** The projects that are asked for; all of them where none is. */
export async function chosenProjects(
  { pool }: Db,
  asked: readonly string[] | undefined,
): Promise<readonly string[]> {
  return asked ?? (await listProjects(pool)).map(({ id }) => id);
}
