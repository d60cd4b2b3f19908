import type { Session } from "@slipway/schemas/runs/session";
import type { Sql } from "#db.ts";
import { type SessionRow, selectSessions, toSession } from "#sessions/session-row.ts";
import { run, statement } from "#statement.ts";

const findStatement = statement<SessionRow>("find-session", `${selectSessions} and s.id = $2`);

/** A session of the project, or null. */
export async function findSession(sql: Sql, projectId: string, sessionId: string): Promise<Session | null> {
  const [row] = await run(sql, findStatement, [projectId, sessionId]);
  return row ? toSession(row) : null;
}
