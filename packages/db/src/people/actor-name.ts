import { Prisma } from "#generated/prisma/client.ts";

type ActorColumn = "created_by" | "author" | "deployed_by";

/**
 * SQL for the name of whoever did something: rows keep the id of a person or of an API key, which stays true when either
 * is renamed; people read the name. The id itself is shown when its owner is gone.
 */
export function actorName(alias: string, column: ActorColumn): Prisma.Sql {
  const id = `${alias}.${column}`;
  return Prisma.raw(`coalesce(
    (select u.name from "user" u where u.id = ${id}),
    (select k.name from api_key k where k.project_id = ${alias}.project_id and k.id = ${id}),
    ${id})`);
}
