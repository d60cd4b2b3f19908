import type { Sql } from "@slipway/db/db";
import type { InvokeTarget } from "@slipway/db/runs/find-invoke-target";
import { findSession } from "@slipway/db/sessions/find-session";
import { AppError } from "@slipway/schemas/errors/app-error";

type RequireFirstRun = {
  readonly projectId: string;
  readonly app: InvokeTarget["app"];
  /** Null: the run starts one. */
  readonly sessionId: string | null;
};

/** Throws `conflict` for a second run of a completion's session, `not_found` for a session that is not the app's. */
export async function requireFirstRun(
  sql: Sql,
  { projectId, app, sessionId }: RequireFirstRun,
): Promise<void> {
  if (app.type !== "completion" || sessionId === null) return;
  const session = await findSession(sql, projectId, sessionId);
  if (session?.app.id !== app.id) throw new AppError("not_found", "This app has no such session.");
  throw new AppError(
    "conflict",
    "A completion has one run. Leave out the session to start another one, or retry the run.",
  );
}
