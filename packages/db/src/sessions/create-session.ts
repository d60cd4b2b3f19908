import { newId } from "@slipway/schemas/ids";
import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

export type CreateSession = {
  readonly projectId: string;
  readonly appId: string;
  readonly userId: string | null;
  readonly now: Date;
};

const createStatement = statement<{ id: string }>(
  "create-session",
  `insert into session (project_id, id, app_id, user_id, title, last_seq, created_at, updated_at)
   values ($1, $2, $3, $4, '', 0, $5, $5) returning id`,
);

/** Makes a session in which nothing was said yet: files can be put into it. Its first run gives it its title. */
export async function createSession(
  sql: Sql,
  { projectId, appId, userId, now }: CreateSession,
): Promise<string> {
  const id = newId("session", now.getTime());
  await run(sql, createStatement, [projectId, id, appId, userId, now]);
  return id;
}
