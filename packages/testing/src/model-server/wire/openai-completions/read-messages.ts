import type { ModelMessage } from "#model-server/model-request.ts";
import {
  emptyArray,
  invalidRequest,
  type JsonObject,
  readArray,
  readObject,
  readString,
  refuseUnknownKeys,
} from "#model-server/wire/openai-completions/invalid-request.ts";
import { readContent } from "#model-server/wire/openai-completions/read-content.ts";

/** Reads the conversation and checks that every tool call is answered, at once and once, and nothing else is. */
export function readMessages(value: unknown): readonly ModelMessage[] {
  const items = readArray(value, "messages");
  if (items.length === 0) throw emptyArray("messages");
  const messages: ModelMessage[] = [];
  let openCalls: readonly string[] = [];
  for (const [index, item] of items.entries()) {
    const path = `messages[${index}]`;
    const message = readMessage(item, path);
    openCalls = nextOpenCalls(openCalls, message, path);
    messages.push(message);
  }
  refuseOpenCalls(openCalls, "messages");
  return messages;
}

/** The calls of the latest assistant message that no tool message has answered yet, with this message counted in. */
function nextOpenCalls(openCalls: readonly string[], message: ModelMessage, path: string): readonly string[] {
  if (message.role !== "tool") {
    refuseOpenCalls(openCalls, path);
    return message.role === "assistant" ? message.toolCallIds : [];
  }
  if (openCalls.length === 0) {
    throw invalidRequest(
      "Invalid parameter: messages with role 'tool' must be a response to a preceding message with 'tool_calls'.",
      `${path}.role`,
    );
  }
  if (!openCalls.includes(message.toolCallId)) {
    throw invalidRequest(
      `Invalid parameter: 'tool_call_id' of '${message.toolCallId}' not found in 'tool_calls' of previous message.`,
      `${path}.tool_call_id`,
    );
  }
  return openCalls.filter((id) => id !== message.toolCallId);
}

function refuseOpenCalls(openCalls: readonly string[], path: string): void {
  if (openCalls.length === 0) return;
  throw invalidRequest(
    `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${openCalls.join(", ")}`,
    path,
  );
}

const roleKeys = {
  system: new Set(["role", "content", "name"]),
  developer: new Set(["role", "content", "name"]),
  user: new Set(["role", "content", "name"]),
  // A provider that sends `reasoning_content` takes it back; `parsed` is what the official client adds to answers.
  assistant: new Set([
    "role",
    "content",
    "name",
    "refusal",
    "audio",
    "tool_calls",
    "reasoning_content",
    "parsed",
  ]),
  tool: new Set(["role", "content", "tool_call_id"]),
} as const;

function readMessage(value: unknown, path: string): ModelMessage {
  const message = readObject(value, path);
  const role = readString(message.role, `${path}.role`);
  if (!isRole(role)) {
    throw invalidRequest(
      `Invalid value: '${role}'. Supported values are: ${Object.keys(roleKeys)
        .map((known) => `'${known}'`)
        .join(", ")}.`,
      `${path}.role`,
      "invalid_value",
    );
  }
  refuseUnknownKeys(message, roleKeys[role], path);
  if (role === "assistant") return readAssistantMessage(message, path);
  const { text, hasMedia } = readContent(message.content, role, `${path}.content`);
  if (role === "user") return { role, text, hasMedia };
  if (role === "tool")
    return { role, text, toolCallId: readCallId(message.tool_call_id, `${path}.tool_call_id`) };
  return { role: "system", text };
}

function isRole(role: string): role is keyof typeof roleKeys {
  return Object.hasOwn(roleKeys, role);
}

function readAssistantMessage(message: JsonObject, path: string): ModelMessage {
  const calls = message.tool_calls;
  const toolCallIds = calls === undefined || calls === null ? [] : readToolCalls(calls, `${path}.tool_calls`);
  const hasContent = message.content !== undefined && message.content !== null;
  if (!hasContent && toolCallIds.length === 0 && typeof message.refusal !== "string") {
    throw invalidRequest(
      "Invalid value for 'content': expected a string, got null.",
      `${path}.content`,
      "invalid_type",
    );
  }
  const text = hasContent ? readContent(message.content, "assistant", `${path}.content`).text : "";
  return { role: "assistant", text, toolCallIds };
}

function readToolCalls(value: unknown, path: string): readonly string[] {
  const calls = readArray(value, path);
  if (calls.length === 0) throw emptyArray(path);
  const ids = calls.map((call, index) => readToolCall(call, `${path}[${index}]`));
  if (new Set(ids).size === ids.length) return ids;
  throw invalidRequest(`Duplicate value for 'tool_call_id' in ${path}.`, path);
}

const callKeys = new Set(["id", "type", "function"]);
const callFunctionKeys = new Set(["name", "arguments", "parsed_arguments"]);

function readToolCall(value: unknown, path: string): string {
  const call = readObject(value, path);
  refuseUnknownKeys(call, callKeys, path);
  if (readString(call.type, `${path}.type`) !== "function") {
    throw invalidRequest(
      `Invalid value: '${call.type}'. Supported values are: 'function'.`,
      `${path}.type`,
      "invalid_value",
    );
  }
  const called = readObject(call.function, `${path}.function`);
  refuseUnknownKeys(called, callFunctionKeys, `${path}.function`);
  if (readString(called.name, `${path}.function.name`) === "") {
    throw invalidRequest(
      `Invalid '${path}.function.name': empty string.`,
      `${path}.function.name`,
      "invalid_value",
    );
  }
  readString(called.arguments, `${path}.function.arguments`);
  return readCallId(call.id, `${path}.id`);
}

function readCallId(value: unknown, path: string): string {
  const id = readString(value, path);
  if (id === "") throw invalidRequest(`Invalid '${path}': empty string.`, path, "empty_string");
  if (id.length <= 40) return id;
  throw invalidRequest(
    `Invalid '${path}': string too long. Expected a string with maximum length 40, but got a string with length ${id.length} instead.`,
    path,
    "string_above_max_length",
  );
}
