import { listHarnessEntries } from "@slipway/db/harness/list-harness-entries";
import type { RunRow } from "@slipway/db/runs/run-row";
import { compileSchema, type Schema } from "@slipway/prompts/json-schema/compile-schema";
import { type Prompt, renderPrompt } from "@slipway/prompts/prompt/render-prompt";
import { type AppConfig, parseAppConfig } from "@slipway/schemas/apps/app-config";
import { AppError } from "@slipway/schemas/errors/app-error";
import type { NewEvent } from "@slipway/schemas/events/event";
import type { ModelTarget } from "#harness/harness.ts";
import type { Agent } from "#run/agent.ts";
import type { MissingModel } from "#run/find-model.ts";
import { type ModelLine, openModelLine } from "#run/model-line.ts";
import { openAgent } from "#run/open-agent.ts";
import { told } from "#run/opening.ts";
import { outlastOutage } from "#run/outlast-outage.ts";
import type { RunDeps } from "#run/run-deps.ts";
import { SetupError } from "#run/run-failure.ts";
import type { RunScope } from "#run/run-scope.ts";

export type PreparedRun = {
  readonly line: ModelLine;
  readonly agent: Agent | null;
  /** The form of an answer in words; null: it is free, or a tool takes the result. */
  readonly outputSchema: Schema | null;
  /** What is amiss though the run can go on. */
  readonly warnings: readonly NewEvent[];
};

/** Finds everything that the run needs. Throws a SetupError that says what to put right. */
export async function prepareRun(
  deps: RunDeps,
  scope: RunScope,
  { isFirst }: { readonly isFirst: boolean },
): Promise<PreparedRun> {
  const { row, hasRecord } = scope.claimed;
  const [{ config, models, warnings }, stored] = await outlastOutage(deps, scope.stop.signal, () =>
    Promise.all([
      readConfigAndModels(deps, scope),
      hasRecord ? listHarnessEntries(deps.db, row.project_id, row.session_id) : [],
    ]),
  );
  for (const { apiKey } of models) scope.secrets.add(apiKey);
  scope.trace.asks(config.parameters ?? {});
  const agent = "tools" in config ? await openAgent(deps, scope, config) : null;
  const { instructions, messages } = readPrompt(config, row.input.variables);
  if (isFirst) scope.opening = { ...scope.opening, entries: [...scope.opening.entries, ...told(messages)] };
  const outputSchema = agent ? null : requireUsable(config.outputSchema ?? null);
  const line = openModelLine(deps, scope, {
    models,
    harness: deps.harnessFor(row.app_type),
    conversation: {
      instructions,
      outputSchema,
      input: row.input,
      parameters: config.parameters ?? {},
      tools: agent?.tools ?? [],
      skills: agent?.skills ?? [],
    },
    entries: [...stored, ...scope.opening.entries.map((entry) => JSON.parse(entry.data))],
  });
  await line.session();
  return { line, agent, outputSchema, warnings: [...warnings, ...(agent?.warnings ?? [])] };
}

async function readConfigAndModels(deps: RunDeps, scope: RunScope) {
  const { row } = scope.claimed;
  const config = await readConfig(deps, scope);
  const found = deps.models.ofClaim(scope.claimed);
  const fallbackModels = "fallbackModels" in config ? (config.fallbackModels ?? []) : [];
  const others = fallbackModels.filter((ref) => ref !== row.model);
  const rest = await Promise.all(
    [...new Set(others)].map(async (ref) => ({ ref, found: await deps.models.find(row.project_id, ref) })),
  );
  return { config, ...toModels([{ ref: row.model, found }, ...rest]) };
}

type Found = { readonly ref: string; readonly found: ModelTarget | MissingModel };

/** The models that are there, in order. One that is not there is passed over and said; without any there is no run. */
function toModels(all: readonly Found[]) {
  const [first, ...rest] = all.flatMap(({ found }) => ("kind" in found ? [] : [found]));
  const missing = all.flatMap(({ ref, found }) => ("kind" in found ? [{ ref, message: found.message }] : []));
  if (!first) {
    throw new SetupError(missing[0]?.message ?? "The app has no model.", {
      code: "model_missing",
      hint: "Choose another model, or add it under Providers.",
    });
  }
  const models: readonly [ModelTarget, ...ModelTarget[]] = [first, ...rest];
  const warnings = missing.map(({ ref, message }): NewEvent => {
    return { type: "warning", code: "model_missing", message: `${ref} is passed over. ${message}` };
  });
  return { models, warnings };
}

async function readConfig(deps: RunDeps, { claimed }: RunScope): Promise<AppConfig> {
  const { row, draftConfig } = claimed;
  const { app_type: type, project_id: projectId, app_id: appId, revision } = row;
  try {
    if (revision === null) return parseAppConfig(type, draftConfig);
    return await deps.findRevisionConfig({ type, projectId, appId, revision });
  } catch (error) {
    throw error instanceof AppError ? invalidConfig(error.message, error) : error;
  }
}

/** The prompt with its values, as the web has made it when it took the run. */
function readPrompt(config: AppConfig, values: RunRow["input"]["variables"]): Prompt {
  const rendered = renderPrompt(config, values);
  if (rendered.kind === "prompt") return rendered;
  const [first] = rendered.details;
  throw invalidConfig(`The prompt cannot be filled in. ${first?.path}: ${first?.message}`);
}

/** Whoever stores a configuration tries its schema; but an installation may have been given one by another release. */
function requireUsable(schema: Schema | null): Schema | null {
  const compiled = schema && compileSchema(schema);
  if (compiled?.kind === "unusable")
    throw invalidConfig(`The output schema cannot be used: ${compiled.message}`);
  return schema;
}

function invalidConfig(message: string, cause?: unknown): SetupError {
  const hint = "Commit a valid configuration and try again.";
  return new SetupError(message, { code: "invalid_config", hint, cause });
}
