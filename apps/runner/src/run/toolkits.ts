import type { RunDeps } from "#run/run-deps.ts";
import type { Toolboxes } from "#tools/toolboxes.ts";

/** What an agent's configuration says of its tools, opened. */
export function createToolkits(toolboxes: Toolboxes): RunDeps["openToolkit"] {
  return async ({ projectId, sessionId, config: { tools, sandbox, skills } }) => ({
    toolbox: await toolboxes.open({
      projectId,
      sessionId,
      builtin: tools.builtin,
      ...(sandbox ? { sandbox } : {}),
      ...(skills ? { skills } : {}),
    }),
    snapshots: null,
  });
}
