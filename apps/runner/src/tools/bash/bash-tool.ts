import { subjectOf } from "@slipway/permissions/subject";
import { z } from "zod";
import { defaultLimits } from "#sandbox/default-limits.ts";
import { runCommand } from "#tools/bash/run-command.ts";
import { failure } from "#tools/failure.ts";
import { defineInput } from "#tools/input/define-input.ts";
import type { StartProgram } from "#tools/program-starter.ts";
import type { Tool } from "#tools/tool.ts";

const longestSeconds = 600;
const defaultSeconds = defaultLimits.timeMs / 1000;

const input = defineInput({
  command: z.string().min(1).max(100_000).describe("Run by bash, in /workspace."),
  timeout: z
    .number()
    .int()
    .min(1)
    .max(longestSeconds)
    .optional()
    .describe(`Seconds until the command is stopped. Default ${defaultSeconds}.`),
});

/** Runs a command in the workspace. Every call is on its own: what it leaves running ends with it. */
export function createBashTool(startProgram: StartProgram): Tool {
  return {
    name: "bash",
    description:
      "Runs a bash command in /workspace, the only place where files last, and returns its output and exit code. " +
      "Every call starts afresh: environment, /tmp and working folder are not kept, and processes left in the " +
      "background end with the command, so start a server and what uses it in one command.",
    inputSchema: input.inputSchema,
    access: "execute",
    idempotent: false,
    // The tool ends itself in time; this only catches one that does not.
    timeoutMs: longestSeconds * 1000 + 5_000,
    subject: "command",
    subjectOf: (given) => subjectOf("command", given),
    run: async (run) => {
      const flag = backgroundFlags.find((name) => run.input[name] !== undefined && run.input[name] !== false);
      if (flag !== undefined) return failure(backgroundRefusal(flag));
      const parsed = input.parse(withoutFlags(run.input));
      if (parsed.kind === "invalid") return failure(parsed.message);
      const { command, timeout = defaultSeconds } = parsed.value;
      return await runCommand({ command, timeoutMs: timeout * 1000, ...run }, startProgram);
    },
  };
}

/** What other tools of this name call it. */
const backgroundFlags = ["background", "run_in_background", "is_background", "detach"];

function backgroundRefusal(flag: string): string {
  return `\`${flag}\` is refused: nothing runs on after its command. Start a server and what uses it in one command.`;
}

function withoutFlags(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !backgroundFlags.includes(name)));
}
