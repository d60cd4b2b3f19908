import type { Sql } from "@slipway/db/db";
import { findModelAbility } from "@slipway/db/providers/find-model-ability";
import { findInvokeTarget, type InvokeTarget } from "@slipway/db/runs/find-invoke-target";
import { findSession } from "@slipway/db/sessions/find-session";
import { withOutput } from "@slipway/prompts/output/describe-output";
import { planOutput } from "@slipway/prompts/output/plan-output";
import type { AppConfig } from "@slipway/schemas/apps/app-config";
import { AppError } from "@slipway/schemas/errors/app-error";
import { parseOrThrow } from "@slipway/schemas/errors/parse-or-throw";
import { InvokeRequest } from "@slipway/schemas/public-api/invoke";
import type { Validation, ValidationCheck } from "@slipway/schemas/public-api/validate";
import { type Asked, ask } from "#public-api/invoke/ask.ts";
import { checkInput } from "#public-api/invoke/check-input.ts";
import { requireFirstRun } from "#public-api/invoke/require-first-run.ts";
import { requireModel } from "#public-api/invoke/require-model.ts";
import { requireStorable } from "#public-api/invoke/require-storable.ts";
import { resolveConfig } from "#public-api/invoke/resolve-config.ts";
import { findWarnings } from "#public-api/validate/find-warnings.ts";
import type { Services } from "#server/services.ts";

type ValidateInvoke = {
  readonly projectId: string;
  /** Its id or slug. */
  readonly app: string;
  readonly body: unknown;
};

type Checks = {
  readonly made: ValidationCheck[];
  /** What the check finds out; undefined: it has failed. */
  run<T>(name: ValidationCheck["name"], message: string, act: () => T | Promise<T>): Promise<T | undefined>;
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
  if (!request) return { valid: false, checks: checks.made, warnings: [], prompt: null };
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
  if (!resolved) return { valid: false, checks: checks.made, warnings: [], prompt: null };
  const { config } = resolved;
  const isListed = resolved.revision !== null && target.hasModel;
  await checks.run("model", `${config.model} can be used.`, async () => {
    if (!isListed) await requireModel(db.pool, projectId, config.model);
  });
  const asked = await checks.run("input", "The input suits the app.", async () => {
    checkInput(target.app.type, request.input, { startsSession: sessionId === null });
    return await ask(db.pool, { projectId, sessionId, config, input: request.input });
  });
  const valid = checks.made.every(({ passed }) => passed);
  return {
    valid,
    checks: checks.made,
    warnings: await findWarnings(db.pool, { projectId, config }),
    prompt: valid && asked ? await toPrompt(db.pool, { projectId, config, asked }) : null,
  };
}

function createChecks(): Checks {
  const made: ValidationCheck[] = [];
  return {
    made,
    run: async (name, message, act) => {
      try {
        const found = await act();
        made.push({ name, passed: true, message });
        return found;
      } catch (error) {
        if (!(error instanceof AppError) || error.status >= 500) throw error;
        const details = Array.isArray(error.details) ? { details: [...error.details] } : {};
        made.push({ name, passed: false, message: error.message, ...details });
        return undefined;
      }
    },
  };
}

function requireOpen({ isArchived }: InvokeTarget): void {
  if (isArchived) throw new AppError("conflict", "This app is archived. Restore it to run it again.");
}

function configurationWords({ revision, environment }: InvokeTarget, { config }: InvokeRequest): string {
  if (config !== undefined) return "The draft is a valid configuration.";
  return `Revision ${revision}${environment === null ? "" : `, deployed to ${environment}`}.`;
}

type ToPrompt = { readonly projectId: string; readonly config: AppConfig; readonly asked: Asked };

/** What the model would be sent first, with what the run itself says. */
async function toPrompt(sql: Sql, { projectId, config, asked }: ToPrompt): Promise<Validation["prompt"]> {
  const { input, messages, prompt } = asked;
  const said =
    input.messages ??
    (input.message === undefined ? [] : [{ role: "user" as const, content: input.message }]);
  const schema = "tools" in config ? null : (config.outputSchema ?? null);
  const plan = schema && planOutput(schema, await findModelAbility(sql, { projectId, ref: config.model }));
  return {
    instructions: withOutput(prompt.instructions, plan?.kind === "words" ? schema : null),
    messages: messages ? [...prompt.messages] : [...said],
  };
}
