import type { AgentConfig } from "@slipway/schemas/apps/agent-config";
import { createBashTool } from "#tools/bash/bash-tool.ts";
import type { FileService } from "#tools/files/file-service.ts";
import { fileTools, type ResolveLinks } from "#tools/files/file-tools.ts";
import type { StartProgram } from "#tools/program-starter.ts";
import type { Tool } from "#tools/tool.ts";

export type BuiltinName = AgentConfig["tools"]["builtin"][number];

/** What the tools work with. */
export type ToolMeans = {
  readonly start: StartProgram;
  readonly files: FileService;
  readonly links: ResolveLinks;
};

export function createBuiltinTool(name: BuiltinName, { start, files, links }: ToolMeans): Tool {
  return name === "bash" ? createBashTool(start) : fileTools[name](files, links);
}
