import type { Db } from "@slipway/db/db";
import { createSession } from "@slipway/db/sessions/create-session";
import { findSession } from "@slipway/db/sessions/find-session";
import type { App } from "@slipway/schemas/apps/app";
import { AppError } from "@slipway/schemas/errors/app-error";
import type { Session } from "@slipway/schemas/runs/session";
import { noSuchSession } from "#public-api/sessions/no-such-session.ts";
import type { Principal } from "#server/principal.ts";

type StartSession = { readonly principal: Principal; readonly app: App };

/** A session without a run: somebody wants to put files into it first. Throws `conflict` for an archived app. */
export async function startSession(db: Db, { principal, app }: StartSession): Promise<Session> {
  if (app.archivedAt !== null)
    throw new AppError("conflict", "This app is archived. Restore it to run it again.");
  const { projectId } = principal;
  const userId = principal.kind === "user" ? principal.userId : null;
  const id = await createSession(db.pool, { projectId, appId: app.id, userId, now: new Date() });
  const session = await findSession(db.pool, projectId, id);
  if (!session) throw noSuchSession(id);
  return session;
}
