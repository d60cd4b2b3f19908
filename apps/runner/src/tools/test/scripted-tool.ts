import type { Tool, ToolAnswer, ToolRun } from "#tools/tool.ts";

export type ScriptedTool = Tool & {
  /** Every run that was started, in order. */
  readonly runs: readonly ToolRun[];
};

type Script = Partial<Omit<Tool, "run">> & {
  readonly name: string;
  readonly run?: (run: ToolRun, attempt: number) => Promise<ToolAnswer> | ToolAnswer;
};

/** A tool that does what a test says. By default it reads, takes any input and answers with its own name. */
export function scriptedTool({ run, ...declared }: Script): ScriptedTool {
  const runs: ToolRun[] = [];
  return {
    description: "A tool of a test.",
    inputSchema: { type: "object" },
    access: "read",
    idempotent: false,
    timeoutMs: 5_000,
    subject: "none",
    subjectOf: (input) => String(input.command ?? input.path ?? ""),
    runs,
    ...declared,
    run: async (toolRun) => {
      runs.push(toolRun);
      return (await run?.(toolRun, runs.length)) ?? { output: declared.name, isError: false };
    },
  };
}

/** Settles when the call is given up. */
export function whenGivenUp(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
