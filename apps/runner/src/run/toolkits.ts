import { findRewoundSnapshot } from "@slipway/db/checkpoints/find-rewound-snapshot";
import { findSessionSnapshot } from "@slipway/db/checkpoints/find-session-snapshot";
import { keepBeginning } from "@slipway/db/checkpoints/keep-beginning";
import type { Db } from "@slipway/db/db";
import { BlobMissingError } from "@slipway/files/blob-store";
import type { AgentConfig } from "@slipway/schemas/apps/agent-config";
import type { NewEvent } from "@slipway/schemas/events/event";
import type { PendingUpload } from "@slipway/schemas/files/upload";
import { newId } from "@slipway/schemas/ids";
import type { OpenToolkit, RunDeps } from "#run/run-deps.ts";
import { SetupError } from "#run/run-failure.ts";
import type { Snapshots } from "#tools/tool.ts";
import type { Toolboxes } from "#tools/toolboxes.ts";
import type { WorkspaceKey } from "#workspace/workspace-folder.ts";
import type { OpenedWorkspace, WorkspaceKeeper } from "#workspace/workspace-keeper.ts";

type ToolkitsDeps = {
  readonly db: Db;
  readonly toolboxes: Toolboxes;
  /** Null: this host has nothing to run tools in, so there is nothing to keep. */
  readonly keeper: WorkspaceKeeper | null;
};

type Opened = { readonly snapshots: Snapshots | null; readonly warnings: readonly NewEvent[] };

/** What an agent's configuration says of its tools, opened in a workspace that holds what the session's last one held. */
export function createToolkits({ db, toolboxes, keeper }: ToolkitsDeps): RunDeps["openToolkit"] {
  return async (open) => {
    const { projectId, sessionId } = open.lease;
    const opened = keeper ? await openWorkspace(db, keeper, open) : nothingKept;
    return { toolbox: await toolboxes.open(settingsOf({ projectId, sessionId }, open.config)), ...opened };
  };
}

const nothingKept: Opened = { snapshots: null, warnings: [] };

/** Where the workspace begins with something else than the last step left, that is kept before anything changes it. */
async function openWorkspace(
  db: Db,
  keeper: WorkspaceKeeper,
  { lease, continues }: OpenToolkit,
): Promise<Opened> {
  const { projectId, sessionId } = lease;
  const { last, uploads } = await findSessionSnapshot(db.pool, projectId, sessionId);
  const exactly =
    continues === null
      ? null
      : await findRewoundSnapshot(db.pool, { ...lease, checkpointId: continues.checkpointId });
  const key = { projectId, sessionId };
  try {
    const workspace = await keeper.open({ key, last, ...(exactly ? { exactly } : {}) });
    if (!exactly && uploads.length === 0) return { snapshots: workspace, warnings: [] };
    const warnings = await place(workspace, uploads);
    const id = newId("checkpoint");
    const { kept } = await workspace.take(id);
    const uploadIds = uploads.map((upload) => upload.id);
    await keepBeginning(db.pool, lease, { id, snapshot: JSON.stringify(kept), uploadIds });
    return { snapshots: workspace, warnings };
  } catch (error) {
    if (error instanceof BlobMissingError) notRestored(error);
    throw error;
  }
}

/** One that cannot be put there is said, and the run goes on. */
async function place(workspace: OpenedWorkspace, uploads: readonly PendingUpload[]): Promise<NewEvent[]> {
  const warnings: NewEvent[] = [];
  for (const upload of uploads) {
    const fault = await workspace.place(upload);
    const message = `The file ${upload.path} could not be put into the workspace: ${fault}.`;
    if (fault !== null) warnings.push({ type: "warning", code: "upload_not_placed", message });
  }
  return warnings;
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
