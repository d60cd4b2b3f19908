import { listHarnessEntries } from "@slipway/db/harness/list-harness-entries";
import type { AgentConfig } from "@slipway/schemas/apps/agent-config";
import { parseAppConfig } from "@slipway/schemas/apps/app-config";
import type { ChatConfig } from "@slipway/schemas/apps/chat-config";
import type { NewEvent } from "@slipway/schemas/events/event";
import type { ModelTarget } from "#harness/harness.ts";
import type { Agent } from "#run/agent.ts";
import { type ModelLine, openModelLine } from "#run/model-line.ts";
import { openAgent } from "#run/open-agent.ts";
import { outlastOutage } from "#run/outlast-outage.ts";
import type { MissingModel, RunDeps } from "#run/run-deps.ts";
import { SetupError } from "#run/run-failure.ts";
import type { RunScope } from "#run/run-scope.ts";

export type PreparedRun = {
  readonly line: ModelLine;
  readonly agent: Agent | null;
  /** What is amiss though the run can go on. */
  readonly warnings: readonly NewEvent[];
};

/** Finds everything that the run needs. Throws a SetupError that says what to put right. */
export async function prepareRun(deps: RunDeps, scope: RunScope): Promise<PreparedRun> {
  const { row, hasRecord } = scope.claimed;
  const [{ config, models, warnings }, stored] = await outlastOutage(deps, scope.stop.signal, () =>
    Promise.all([
      readConfigAndModels(deps, scope),
      hasRecord ? listHarnessEntries(deps.db.pool, row.project_id, row.session_id) : [],
    ]),
  );
  scope.trace.asks(config.parameters ?? {});
  const agent = "tools" in config ? await openAgent(deps, scope, config) : null;
  const line = openModelLine(deps, scope, {
    models,
    harness: deps.harnessFor(row.app_type),
    conversation: {
      instructions: config.instructions,
      parameters: config.parameters ?? {},
      tools: agent?.tools ?? [],
      skills: agent?.skills ?? [],
    },
    entries: [...stored, ...scope.opening.entries.map((entry) => JSON.parse(entry.data))],
  });
  await line.session();
  return { line, agent, warnings: [...warnings, ...(agent?.warnings ?? [])] };
}

async function readConfigAndModels(deps: RunDeps, scope: RunScope) {
  const { row } = scope.claimed;
  const first = deps.findModel(row.project_id, row.model);
  // Both are asked for at once; whichever fails first is told.
  const [config, found] = await Promise.all([readConfig(deps, scope), first]);
  const fallbackModels = "fallbackModels" in config ? (config.fallbackModels ?? []) : [];
  const others = fallbackModels.filter((ref) => ref !== row.model);
  const rest = await Promise.all(
    [...new Set(others)].map(async (ref) => ({ ref, found: await deps.findModel(row.project_id, ref) })),
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

async function readConfig(deps: RunDeps, { claimed }: RunScope): Promise<ChatConfig | AgentConfig> {
  const { row, draftConfig } = claimed;
  const { project_id: projectId, app_id: appId, revision } = row;
  const config =
    revision === null ? draftConfig : await deps.findRevisionConfig({ projectId, appId, revision });
  if (row.app_type === "completion")
    throw new SetupError(`This runner has no harness for ${row.app_type} apps.`, {
      code: "unsupported_type",
    });
  try {
    return row.app_type === "agent" ? parseAppConfig("agent", config) : parseAppConfig("chat", config);
  } catch (error) {
    const message = error instanceof Error ? error.message : "The configuration is not valid.";
    const hint = "Commit a valid configuration and try again.";
    throw new SetupError(message, { code: "invalid_config", hint, cause: error });
  }
}
