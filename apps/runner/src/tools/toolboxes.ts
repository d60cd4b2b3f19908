import type { SandboxState } from "#sandbox/open-sandbox.ts";
import { createHelperPool } from "#tools/files/helper-pool.ts";
import { openToolbox, type ToolboxSettings } from "#tools/open-toolbox.ts";
import { createRefusingToolbox } from "#tools/refusing-toolbox.ts";
import { createSubmitResultTool } from "#tools/submit-result-tool.ts";
import type { Toolbox } from "#tools/tool.ts";
import type { WorkspaceLimits } from "#workspace/workspace-limits.ts";

export type Toolboxes = {
  /** The tools of one run's hold on its session's workspace. Without a sandbox they refuse and say what to do. */
  open(settings: ToolboxSettings): Promise<Toolbox>;
};

export type ToolboxesDeps = {
  readonly dataDir: string;
  readonly sandbox: SandboxState;
  readonly limits: WorkspaceLimits;
};

/** A helper's process is kept for a while after a call, and for so many sessions of a runner at once. */
const helpers = { most: 32, idleMs: 20_000 };

export function createToolboxes({ dataDir, sandbox, limits }: ToolboxesDeps): Toolboxes {
  const pool = createHelperPool(helpers);
  return {
    open: async (settings) => {
      const toolbox =
        sandbox.kind === "missing"
          ? createRefusingToolbox(settings.builtin, sandbox)
          : await openToolbox({ dataDir, sandbox: sandbox.sandbox, limits, pool }, settings);
      if (settings.outputSchema === undefined) return toolbox;
      return { ...toolbox, tools: [...toolbox.tools, createSubmitResultTool(settings.outputSchema)] };
    },
  };
}
