import { findInvokeTarget, type InvokeTarget } from "@slipway/db/runs/find-invoke-target";
import { findSession } from "@slipway/db/sessions/find-session";
import { AppError } from "@slipway/schemas/errors/app-error";
import { parseOrThrow } from "@slipway/schemas/errors/parse-or-throw";
import { InvokeRequest } from "@slipway/schemas/public-api/invoke";
import type { Validation } from "@slipway/schemas/public-api/validate";
import { requireFirstRun } from "#public-api/invoke/require-first-run.ts";
import { requireStorable } from "#public-api/invoke/require-storable.ts";
import { resolveConfig } from "#public-api/invoke/resolve-config.ts";
import { createChecks, stoppedAt } from "#public-api/validate/checks.ts";
import { tryConfig } from "#public-api/validate/try-config.ts";
import type { Services } from "#server/services.ts";

type ValidateInvoke = {
  readonly projectId: string;
  /** Its id or slug. */
  readonly app: string;
  readonly body: unknown;
};

/**
 * Goes the way of an invoke up to where it would store something, by the very same steps, and says at each what it met.
 * Throws `not_found` for an app that is not there: there is nothing to try.
 */
export async function validateInvoke(
  { db }: Pick<Services, "db">,
  { projectId, app, body }: ValidateInvoke,
): Promise<Validation> {
  const checks = createChecks();
  const request = await checks.run("request", "The body has the form of an invoke.", () => {
    const read = parseOrThrow(InvokeRequest, body);
    requireStorable(read);
    return read;
  });
  const target = await findInvokeTarget(db, {
    projectId,
    target: { app },
    revision: request?.revision ?? null,
    environment: request?.environment ?? null,
    clientMessageId: null,
  });
  if (!target) throw new AppError("not_found", `There is no app ${app}.`);
  await checks.run("app", `${target.app.slug} takes runs.`, () => requireOpen(target));
  if (!request) return stoppedAt(checks);
  const sessionId = request.sessionId ?? null;
  if (sessionId !== null) {
    await checks.run("session", "The session goes on.", async () => {
      await requireFirstRun(db.pool, { projectId, app: target.app, sessionId });
      const session = await findSession(db.pool, projectId, sessionId);
      if (session?.app.id !== target.app.id) throw new AppError("not_found", "This app has no such session.");
    });
  }
  const resolved = await checks.run("configuration", configurationWords(target, request), () =>
    resolveConfig(db.pool, { projectId, target, body: request }),
  );
  if (!resolved) return stoppedAt(checks);
  return await tryConfig(db.pool, checks, {
    projectId,
    type: target.app.type,
    config: resolved.config,
    input: request.input,
    sessionId,
    hasModel: resolved.revision !== null && target.hasModel,
  });
}

function requireOpen({ isArchived }: InvokeTarget): void {
  if (isArchived) throw new AppError("conflict", "This app is archived. Restore it to run it again.");
}

function configurationWords({ revision, environment }: InvokeTarget, { config }: InvokeRequest): string {
  if (config !== undefined) return "The draft is a valid configuration.";
  return `Revision ${revision}${environment === null ? "" : `, deployed to ${environment}`}.`;
}
