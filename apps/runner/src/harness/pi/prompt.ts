import { workspaceMount } from "@slipway/permissions/workspace-path";
import type { OpenHarness } from "#harness/harness.ts";
import { dataRule } from "#harness/pi/mark-as-data.ts";
import { skillDocuments } from "#harness/skill-documents.ts";

/** What an agent is told before its conversation. Pi puts it together in its own order. */
export type AgentPrompt = {
  readonly system: string;
  /** Given to the model as they are. */
  readonly documents: readonly { readonly path: string; readonly content: string }[];
  /** Only listed: the model reads the one that it needs. */
  readonly readable: ReturnType<typeof skillDocuments>;
};

export function writePrompt({
  instructions,
  skills,
  tools,
}: Pick<OpenHarness, "instructions" | "skills" | "tools">): AgentPrompt {
  const documents = skillDocuments(skills);
  const canRead = tools.some((tool) => tool.name === "read");
  const agentsMd = instructions.trim() === "" ? [] : [{ path: "AGENTS.md", content: instructions }];
  return {
    system: tools.length === 0 ? answerOnly : `${workWithTools}\n\n${dataRule}`,
    documents: canRead ? agentsMd : [...agentsMd, ...documents],
    readable: canRead ? documents : [],
  };
}

const answerOnly = "You are an agent. You have no tools: answer in words.";

const workWithTools = [
  "You are an agent. You work on the person's task by calling tools, and answer in words when it is done or when you need to know something.",
  `Files are in the workspace, ${workspaceMount}; paths are relative to it. A call can be denied, time out or be interrupted: its result says so. Then look at what is there before you try again, and say plainly what you could not do.`,
].join("\n\n");
