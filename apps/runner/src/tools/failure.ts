import type { ToolAnswer } from "#tools/tool.ts";

/** The answer of a call that did not do what it was asked, and says why. */
export function failure(output: string): ToolAnswer {
  return { output, isError: true };
}
