import { statfs } from "node:fs/promises";
import { failure } from "#tools/failure.ts";
import type { Tool, ToolAnswer, ToolRun } from "#tools/tool.ts";
import { isOver, measureWorkspace } from "#workspace/measure-workspace.ts";
import type { WorkspaceLimits } from "#workspace/workspace-limits.ts";

export type Quota = { readonly folder: string; readonly limits: WorkspaceLimits };

const lookEveryMs = 500;

/**
 * Keeps a workspace within its limits: what writes is refused while it is over them, and a command is stopped while it
 * goes over them. Commands still run, to make room.
 */
export function guardQuota(tool: Tool, quota: Quota): Tool {
  if (tool.access === "read") return tool;
  const explanation = explain(quota.limits);
  return {
    ...tool,
    run: async (run) => {
      if (tool.access === "write") {
        return (await isWorkspaceOver(quota)) ? failure(`Refused: ${explanation}`) : await tool.run(run);
      }
      const { answer, wasStopped } = await runWatched(tool, run, quota);
      if (!wasStopped && !(await isWorkspaceOver(quota))) return answer;
      return { ...answer, isError: true, output: `${answer.output}\n[${explanation}]` };
    },
  };
}

/**
 * Looks at the disk while a command runs. To count a large workspace takes long, so it is counted only when the disk has
 * lost more than a workspace may hold, to whomever.
 */
async function runWatched(
  tool: Tool,
  run: ToolRun,
  { folder, limits }: Quota,
): Promise<{ readonly answer: ToolAnswer; readonly wasStopped: boolean }> {
  const full = new AbortController();
  let freeBytes = await freeBytesAt(folder);
  let isLooking = false;
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    const free = await freeBytesAt(folder);
    if (freeBytes - free > limits.totalBytes / 2) {
      if (await isWorkspaceOver({ folder, limits })) full.abort();
      freeBytes = free;
    }
    isLooking = false;
  };
  const timer = setInterval(() => void look(), lookEveryMs);
  try {
    const answer = await tool.run({ ...run, signal: AbortSignal.any([run.signal, full.signal]) });
    return { answer, wasStopped: full.signal.aborted };
  } finally {
    clearInterval(timer);
  }
}

async function freeBytesAt(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

async function isWorkspaceOver({ folder, limits }: Quota): Promise<boolean> {
  return isOver(await measureWorkspace(folder, limits), limits);
}

function explain({ totalBytes, entries }: WorkspaceLimits): string {
  const size = `${Math.round(totalBytes / 1024 / 1024)} MiB`;
  return `The workspace holds more than ${size} or ${entries.toLocaleString("en")} files. Remove some with bash before you go on.`;
}
