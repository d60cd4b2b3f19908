import { listHarnessEntries } from "@slipway/db/harness/list-harness-entries";
import { findRevisionConfig } from "@slipway/db/runs/find-revision-config";
import { parseAppConfig } from "@slipway/schemas/apps/app-config";
import type { ChatConfig } from "@slipway/schemas/apps/chat-config";
import type { HarnessSession, ModelTarget } from "#harness/harness.ts";
import { outlastOutage } from "#run/outlast-outage.ts";
import type { RunDeps } from "#run/run-deps.ts";
import { SetupError } from "#run/run-failure.ts";
import type { RunScope } from "#run/run-scope.ts";

export type PreparedRun = { readonly session: HarnessSession; readonly model: ModelTarget };

/** Finds everything that the run needs, and opens its harness. Throws a SetupError that says what to put right. */
export async function prepareRun(deps: RunDeps, scope: RunScope): Promise<PreparedRun> {
  const { row } = scope.claimed;
  const [config, model, stored] = await outlastOutage(deps, scope.stop.signal, () =>
    Promise.all([
      readConfig(deps, scope),
      findModel(deps, scope),
      listHarnessEntries(deps.db.pool, row.project_id, row.session_id),
    ]),
  );
  const session = await deps.harness.open({
    model,
    instructions: config.instructions,
    parameters: config.parameters ?? {},
    entries: [...stored, ...scope.opening.entries.map((entry) => JSON.parse(entry.data))],
    fetch: deps.fetch,
  });
  scope.closers.push(() => session.close());
  return { session, model };
}

async function readConfig(deps: RunDeps, { claimed }: RunScope): Promise<ChatConfig> {
  const { row, draftConfig } = claimed;
  const { project_id: projectId, app_id: appId, revision } = row;
  const config =
    revision === null ? draftConfig : await findRevisionConfig(deps.db.pool, { projectId, appId, revision });
  if (row.app_type !== "chat")
    throw new SetupError(`This runner has no harness for ${row.app_type} apps.`, {
      code: "unsupported_type",
    });
  try {
    return parseAppConfig("chat", config);
  } catch (error) {
    const message = error instanceof Error ? error.message : "The configuration is not valid.";
    const hint = "Commit a valid configuration and try again.";
    throw new SetupError(message, { code: "invalid_config", hint, cause: error });
  }
}

async function findModel(deps: RunDeps, { claimed: { row } }: RunScope): Promise<ModelTarget> {
  const found = await deps.findModel(row.project_id, row.model);
  if (!("kind" in found)) return found;
  throw new SetupError(found.message, {
    code: "model_missing",
    hint: "Choose another model, or add it under Providers.",
  });
}
