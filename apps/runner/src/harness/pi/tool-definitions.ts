import type { ToolDefinition } from "@earendil-works/pi-coding-agent";
import type { ToolDeclaration } from "#tools/tool.ts";

/** The tools as Pi declares them to the model. They are the host's to run, never Pi's. */
export function toToolDefinitions(tools: readonly ToolDeclaration[]): ToolDefinition[] {
  return tools.map(({ name, description, inputSchema }) => ({
    name,
    label: name,
    description,
    parameters: { ...inputSchema },
    // Comes before Pi would check the arguments: that is the host's too.
    prepareArguments: refuse,
    execute: refuse,
  }));
}

function refuse(): never {
  throw new Error("Slipway runs the tools.");
}
