import { findSessionSnapshot } from "@slipway/db/checkpoints/find-session-snapshot";
import type { Db } from "@slipway/db/db";
import type { AgentConfig } from "@slipway/schemas/apps/agent-config";
import type { RunDeps } from "#run/run-deps.ts";
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
    const snapshots = keeper?.open(key, await findSessionSnapshot(db.pool, projectId, sessionId));
    return {
      toolbox: await toolboxes.open(settingsOf(key, config)),
      snapshots: (await snapshots) ?? null,
    };
  };
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
