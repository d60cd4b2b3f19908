import {
  invalid,
  type JsonObject,
  readList,
  readObject,
  readString,
  refuseExtraKeys,
} from "#model-server/wire/anthropic-messages/invalid-request.ts";
import { sign } from "#model-server/wire/sign.ts";

export type ReadBlock =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "media" }
  | { readonly kind: "thinking" }
  | { readonly kind: "call"; readonly id: string }
  | { readonly kind: "result"; readonly callId: string; readonly text: string };

const keys: Readonly<Record<string, ReadonlySet<string>>> = {
  text: new Set(["type", "text", "cache_control", "citations"]),
  image: new Set(["type", "source", "cache_control"]),
  tool_result: new Set(["type", "tool_use_id", "content", "is_error", "cache_control"]),
  tool_use: new Set(["type", "id", "name", "input", "cache_control"]),
  thinking: new Set(["type", "thinking", "signature"]),
  redacted_thinking: new Set(["type", "data"]),
};

const allowed = {
  user: ["text", "image", "tool_result"],
  assistant: ["text", "thinking", "redacted_thinking", "tool_use"],
} as const;

/** The blocks of a message's content; a text stands for one block of it. */
export function readBlocks(content: unknown, role: keyof typeof allowed, path: string): readonly ReadBlock[] {
  if (typeof content === "string") return [{ kind: "text", text: nonEmpty(content) }];
  const blocks = readList(content, path);
  if (blocks.length === 0)
    throw invalid(path.replace(/\.content$/, ""), `${role} messages must have non-empty content`);
  return blocks.map((block, index) =>
    readBlock(readObject(block, `${path}.${index}`), role, `${path}.${index}`),
  );
}

function readBlock(block: JsonObject, role: keyof typeof allowed, path: string): ReadBlock {
  const type = readString(block.type, `${path}.type`);
  if (!allowed[role].some((known) => known === type)) {
    const expected = allowed[role].map((known) => `'${known}'`).join(", ");
    throw invalid(
      path,
      `Input tag '${type}' found using 'type' does not match any of the expected tags: ${expected}`,
    );
  }
  refuseExtraKeys(block, keys[type] ?? new Set(), `${path}.${type}`);
  switch (type) {
    case "text":
      return { kind: "text", text: nonEmpty(readString(block.text, `${path}.text.text`)) };
    case "image":
      readObject(block.source, `${path}.image.source`);
      return { kind: "media" };
    case "tool_result":
      return {
        kind: "result",
        callId: readId(block.tool_use_id, `${path}.tool_result.tool_use_id`),
        text: readResult(block.content, `${path}.tool_result.content`),
      };
    case "tool_use":
      readString(block.name, `${path}.tool_use.name`);
      readObject(block.input, `${path}.tool_use.input`);
      return { kind: "call", id: readId(block.id, `${path}.tool_use.id`) };
    case "thinking":
      checkSignature(block, path);
      return { kind: "thinking" };
    default:
      readString(block.data, `${path}.redacted_thinking.data`);
      return { kind: "thinking" };
  }
}

function nonEmpty(text: string): string {
  if (text === "") throw invalid("messages", "text content blocks must be non-empty");
  return text;
}

function readId(value: unknown, path: string): string {
  const id = readString(value, path);
  if (/^[a-zA-Z0-9_-]+$/.test(id)) return id;
  throw invalid(path, "String should match pattern '^[a-zA-Z0-9_-]+$'");
}

function readResult(content: unknown, path: string): string {
  if (content === undefined) return "";
  if (typeof content === "string") return content;
  const texts = readList(content, path).map((item, index) => {
    const part = readObject(item, `${path}.${index}`);
    return part.type === "text" ? readString(part.text, `${path}.${index}.text`) : undefined;
  });
  return texts.filter((text) => text !== undefined).join("\n");
}

/** Reasoning comes back as it was said, with the signature that it was given. */
function checkSignature(block: JsonObject, path: string): void {
  const thinking = readString(block.thinking, `${path}.thinking.thinking`);
  const signature = readString(block.signature, `${path}.thinking.signature`);
  if (signature !== sign(thinking)) throw invalid(path, "Invalid `signature` in `thinking` block");
}
