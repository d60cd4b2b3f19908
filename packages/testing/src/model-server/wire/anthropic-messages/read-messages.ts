import type { ModelMessage } from "#model-server/model-request.ts";
import {
  invalid,
  readList,
  readObject,
  readString,
  refuseExtraKeys,
} from "#model-server/wire/anthropic-messages/invalid-request.ts";
import { type ReadBlock, readBlocks } from "#model-server/wire/anthropic-messages/read-blocks.ts";

/** The instructions: a text, or blocks of text. */
export function readSystem(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  return readList(value, "system")
    .map((item, index) => {
      const block = readObject(item, `system.${index}`);
      if (block.type !== "text") throw invalid(`system.${index}.type`, "Input should be 'text'");
      return readText(block.text, `system.${index}.text`);
    })
    .join("\n");
}

function readText(value: unknown, path: string): string {
  const text = readString(value, path);
  if (text === "") throw invalid("system", "text content blocks must be non-empty");
  return text;
}

/** Reads the conversation and checks that every call is answered in the message after it, and nothing else is. */
export function readAnthropicMessages(value: unknown): readonly ModelMessage[] {
  const items = readList(value, "messages");
  if (items.length === 0) throw invalid("messages", "at least one message is required");
  const messages: ModelMessage[] = [];
  let openCalls: readonly string[] = [];
  for (const [index, item] of items.entries()) {
    const path = `messages.${index}`;
    const message = readObject(item, path);
    refuseExtraKeys(message, new Set(["role", "content"]), path);
    const { role } = message;
    if (role !== "user" && role !== "assistant") {
      throw invalid(`${path}.role`, "Input should be 'user' or 'assistant'");
    }
    if (index === 0 && role !== "user") throw invalid("messages", 'first message must use the "user" role');
    const blocks = readBlocks(message.content, role, `${path}.content`);
    checkResults(openCalls, blocks, path);
    openCalls = blocks.flatMap((block) => (block.kind === "call" ? [block.id] : []));
    messages.push(...toModelMessages(role, blocks));
  }
  checkResults(openCalls, [], `messages.${items.length}`);
  return messages;
}

function checkResults(openCalls: readonly string[], blocks: readonly ReadBlock[], path: string): void {
  const answered = blocks.flatMap((block) => (block.kind === "result" ? [block.callId] : []));
  const strange = answered.find((id) => !openCalls.includes(id));
  if (strange !== undefined) {
    throw invalid(
      path,
      `unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${strange}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`,
    );
  }
  if (new Set(answered).size < answered.length) {
    throw invalid(path, "each tool_use must have a single result. Found multiple `tool_result` blocks");
  }
  const missing = openCalls.filter((id) => !answered.includes(id));
  if (missing.length === 0) return;
  throw invalid(
    path,
    `\`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${missing.join(", ")}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`,
  );
}

function toModelMessages(role: "user" | "assistant", blocks: readonly ReadBlock[]): ModelMessage[] {
  const text = blocks.flatMap((block) => (block.kind === "text" ? [block.text] : [])).join("\n");
  if (role === "assistant") {
    const toolCallIds = blocks.flatMap((block) => (block.kind === "call" ? [block.id] : []));
    return [{ role, text, toolCallIds }];
  }
  const results = blocks.flatMap((block) =>
    block.kind === "result" ? [{ role: "tool" as const, text: block.text, toolCallId: block.callId }] : [],
  );
  const hasMedia = blocks.some((block) => block.kind === "media");
  const isOnlyResults = results.length > 0 && text === "" && !hasMedia;
  return isOnlyResults ? results : [...results, { role, text, hasMedia }];
}
