import { findSessionSnapshot } from "@slipway/db/checkpoints/find-session-snapshot";
import type { Db } from "@slipway/db/db";
import type { AgentConfig } from "@slipway/schemas/apps/agent-config";
import type { RunDeps } from "#run/run-deps.ts";
import { SetupError } from "#run/run-failure.ts";
import type { Toolboxes } from "#tools/toolboxes.ts";
import type { WorkspaceKey } from "#workspace/workspace-folder.ts";
import type { WorkspaceKeeper } from "#workspace/workspace-keeper.ts";

type ToolkitsDeps = {
  readonly db: Db;
  readonly toolboxes: Toolboxes;
  /** Null: this host has nothing to run tools in, so there is nothing to keep. */
  readonly keeper: WorkspaceKeeper | null;
};

/** What an agent's configuration says of its tools, opened in a workspace that holds what the session's last one held. */
export function createToolkits({ db, toolboxes, keeper }: ToolkitsDeps): RunDeps["openToolkit"] {
  return async ({ projectId, sessionId, config }) => {
    const key = { projectId, sessionId };
    const last = keeper && (await findSessionSnapshot(db.pool, projectId, sessionId));
    const snapshots = keeper && (await keeper.open(key, last).catch(notRestored));
    return { toolbox: await toolboxes.open(settingsOf(key, config)), snapshots };
  };
}

function notRestored(cause: unknown): never {
  throw new SetupError("The session's files could not be brought to this runner.", {
    code: "workspace_missing",
    hint: "All runners need the same data directory, or each its own copy of its blobs folder. Or start a new session.",
    cause,
  });
}

function settingsOf(key: WorkspaceKey, { tools, sandbox, skills, outputSchema }: AgentConfig) {
  return {
    ...key,
    builtin: tools.builtin,
    ...(sandbox ? { sandbox } : {}),
    ...(skills ? { skills } : {}),
    ...(outputSchema ? { outputSchema } : {}),
  };
}
