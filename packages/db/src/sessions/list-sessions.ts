import type { Page } from "@slipway/schemas/public-api/page";
import type { Session } from "@slipway/schemas/runs/session";
import type { Sql } from "#db.ts";
import { readCursor, toPage } from "#keyset.ts";
import { type SessionRow, selectSessions, toSession } from "#sessions/session-row.ts";
import { run, statement } from "#statement.ts";

export type ListSessions = {
  readonly projectId: string;
  /** An app's id or slug: only its sessions. */
  readonly app?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
};

const listStatement = statement<SessionRow>(
  "list-sessions",
  `${selectSessions} and ($2::text is null or s.id < $2) order by s.id desc limit $3`,
);

const listOfAppStatement = statement<SessionRow>(
  "list-sessions-of-app",
  `${selectSessions} and ($2::text is null or s.id < $2)
     and s.app_id = (select id from app where project_id = $1 and (id = $4 or slug = $4))
   order by s.id desc limit $3`,
);

/** A project's sessions, newest first. */
export async function listSessions(
  sql: Sql,
  { projectId, app, cursor, limit }: ListSessions,
): Promise<Page<Session>> {
  const values = [projectId, cursor === undefined ? null : readCursor(cursor), limit + 1];
  const rows =
    app === undefined
      ? await run(sql, listStatement, values)
      : await run(sql, listOfAppStatement, [...values, app]);
  return toPage(rows.map(toSession), limit, (session) => session.id);
}
