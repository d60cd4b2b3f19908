import type { SandboxState } from "#sandbox/open-sandbox.ts";
import { type BuiltinName, createBuiltinTool } from "#tools/builtin-tools.ts";
import { failure } from "#tools/failure.ts";
import type { Tool, Toolbox } from "#tools/tool.ts";

type Missing = Extract<SandboxState, { kind: "missing" }>;

/** The tools as they are declared, each of which answers that it may not work here and what to do about it. */
export function createRefusingToolbox(names: readonly BuiltinName[], { reason, advice }: Missing): Toolbox {
  const why = `there is no sandbox on this runner, because ${reason}. ${advice}`;
  return {
    tools: names.map((name) => refusing(createBuiltinTool(name, noMeans), why)),
    close: () => Promise.resolve(),
  };
}

export function refusing(tool: Tool, why: string): Tool {
  return { ...tool, run: () => Promise.resolve(failure(`${tool.name} is refused: ${why}`)) };
}

const noMeans = {
  start: () => {
    throw new Error("There is no sandbox.");
  },
  files: () => Promise.reject(new Error("There is no sandbox.")),
  links: (path: string) => path,
};
