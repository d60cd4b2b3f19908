import type { SandboxState } from "#sandbox/open-sandbox.ts";
import { createBashTool } from "#tools/bash/bash-tool.ts";
import { failure } from "#tools/failure.ts";
import { createProgramKeeper } from "#tools/program-keeper.ts";
import type { StartProgram } from "#tools/program-starter.ts";
import type { Tool, Toolbox } from "#tools/tool.ts";
import { ensureWorkspace, type WorkspaceKey, workspaceFolder } from "#workspace/workspace-folder.ts";

const builtinTools = { bash: createBashTool } as const;

export type ToolboxDeps = {
  readonly dataDir: string;
  readonly sandbox: SandboxState;
};

export type ToolboxSettings = WorkspaceKey & { readonly builtin: readonly (keyof typeof builtinTools)[] };

/** The tools of one run's hold on its session's workspace. Without a sandbox they refuse and say what to do. */
export function openToolbox({ dataDir, sandbox }: ToolboxDeps, settings: ToolboxSettings): Toolbox {
  const toolsWith = (start: StartProgram) => settings.builtin.map((name) => builtinTools[name](start));
  if (sandbox.kind === "missing") {
    return {
      tools: toolsWith(neverStart).map((tool) => refused(tool, sandbox)),
      close: async () => undefined,
    };
  }
  const workspace = workspaceFolder(dataDir, settings);
  ensureWorkspace(workspace, sandbox.sandbox.owner);
  const programs = createProgramKeeper(sandbox.sandbox, { workspace, readOnly: [], proxySocket: null });
  return { tools: toolsWith(programs.start), close: programs.close };
}

function refused(tool: Tool, { reason, advice }: Extract<SandboxState, { kind: "missing" }>): Tool {
  const message = `${tool.name} is refused: there is no sandbox on this runner, because ${reason}. ${advice}`;
  return { ...tool, run: () => Promise.resolve(failure(message)) };
}

const neverStart: StartProgram = () => {
  throw new Error("There is no sandbox.");
};
