import type { ModelMessage } from "#model-server/model-request.ts";
import { ProviderError } from "#model-server/provider-error.ts";
import {
  invalidRequest,
  type JsonObject,
  readArray,
  readObject,
  readString,
  refuseUnknownKeys,
} from "#model-server/wire/openai-completions/invalid-request.ts";
import { readInputContent } from "#model-server/wire/openai-responses/read-content.ts";
import { reasoningOf, sealReasoning } from "#model-server/wire/openai-responses/values.ts";

const itemKeys: Readonly<Record<string, ReadonlySet<string>>> = {
  message: new Set(["type", "role", "content", "id", "status", "phase"]),
  function_call: new Set(["type", "id", "call_id", "name", "arguments", "status"]),
  function_call_output: new Set(["type", "id", "call_id", "output", "status"]),
  reasoning: new Set(["type", "id", "summary", "content", "encrypted_content", "status"]),
};

type Reading = {
  readonly messages: ModelMessage[];
  readonly openCalls: Set<string>;
  readonly reasoningIds: Set<string>;
  /** Reasoning whose item has not come yet. */
  dangling: string | null;
};

/**
 * Reads the conversation. Nothing is kept here, so reasoning has to come back encrypted and as it was given, what
 * followed from it has to come with it, and every call needs its output.
 */
export function readInput(value: unknown): readonly ModelMessage[] {
  if (typeof value === "string") return [{ role: "user", text: value, hasMedia: false }];
  const reading: Reading = { messages: [], openCalls: new Set(), reasoningIds: new Set(), dangling: null };
  for (const [index, item] of readArray(value, "input").entries()) {
    readItem(readObject(item, `input[${index}]`), `input[${index}]`, reading);
  }
  const [open] = reading.openCalls;
  if (open !== undefined) throw invalidRequest(`No tool output found for function call ${open}.`, "input");
  if (reading.dangling !== null) throw withoutFollowing(reading.dangling);
  if (reading.messages.length === 0) throw invalidRequest("Missing required parameter: 'input'.", "input");
  return reading.messages;
}

function readItem(item: JsonObject, path: string, reading: Reading): void {
  const type = item.type === undefined ? "message" : readString(item.type, `${path}.type`);
  const known = itemKeys[type];
  if (!known) {
    throw invalidRequest(
      `Invalid value: '${type}'. Supported values are: ${Object.keys(itemKeys)
        .map((each) => `'${each}'`)
        .join(", ")}.`,
      path,
      "invalid_value",
    );
  }
  refuseUnknownKeys(item, known, path);
  if (type === "reasoning") {
    readReasoning(item, path, reading);
    return;
  }
  const isFromModel = type === "function_call" || (type === "message" && item.role === "assistant");
  if (reading.dangling !== null && !isFromModel) throw withoutFollowing(reading.dangling);
  reading.dangling = null;
  checkOrigin(item, path, reading);
  if (type === "function_call") readCall(item, path, reading);
  else if (type === "function_call_output") readOutput(item, path, reading);
  else readMessage(item, path, reading);
}

function readReasoning(item: JsonObject, path: string, reading: Reading): void {
  const id = readId(item.id, "rs", `${path}.id`);
  readArray(item.summary, `${path}.summary`);
  const sealed = item.encrypted_content;
  if (typeof sealed !== "string") {
    throw new ProviderError({
      status: 404,
      param: "input",
      message: `Item with id '${id}' not found. Items are not persisted when \`store\` is set to false. Try again with \`store\` set to true, or remove this item from your input.`,
    });
  }
  if (sealed !== sealReasoning(id, reasoningOf(item.summary))) {
    throw invalidRequest(
      `The encrypted content for item ${id} could not be verified.`,
      path,
      "invalid_encrypted_content",
    );
  }
  reading.reasoningIds.add(id);
  reading.dangling = id;
}

/** What followed from reasoning has its id in its own, and is refused without it. */
function checkOrigin(item: JsonObject, path: string, { reasoningIds }: Reading): void {
  if (item.id === undefined || item.id === null) return;
  const prefix = item.type === "function_call" ? "fc" : "msg";
  if (item.type === "function_call_output" || (prefix === "msg" && item.role !== "assistant")) return;
  const id = readId(item.id, prefix, `${path}.id`);
  const origin = /_after_(\w+)$/.exec(id)?.[1];
  if (origin === undefined || reasoningIds.has(`rs_${origin}`)) return;
  throw invalidRequest(
    `Item '${id}' of type '${String(item.type ?? "message")}' was provided without its required 'reasoning' item: 'rs_${origin}'.`,
    "input",
  );
}

function readCall(item: JsonObject, path: string, { messages, openCalls }: Reading): void {
  const callId = readCallId(item.call_id, `${path}.call_id`);
  if (readString(item.name, `${path}.name`) === "")
    throw invalidRequest(`Invalid '${path}.name': empty string.`, path);
  readString(item.arguments, `${path}.arguments`);
  if (openCalls.has(callId)) throw invalidRequest(`Duplicate call_id ${callId}.`, path);
  openCalls.add(callId);
  const last = messages.at(-1);
  if (last?.role !== "assistant") messages.push({ role: "assistant", text: "", toolCallIds: [callId] });
  else messages[messages.length - 1] = { ...last, toolCallIds: [...last.toolCallIds, callId] };
}

function readOutput(item: JsonObject, path: string, { messages, openCalls }: Reading): void {
  const callId = readCallId(item.call_id, `${path}.call_id`);
  if (!openCalls.delete(callId)) {
    throw invalidRequest(`No tool call found for function call output with call_id ${callId}.`, "input");
  }
  const { text } = readInputContent(item.output, "user", `${path}.output`);
  messages.push({ role: "tool", text, toolCallId: callId });
}

const roles = ["system", "developer", "user", "assistant"];

function readMessage(item: JsonObject, path: string, { messages, openCalls }: Reading): void {
  const role = readString(item.role, `${path}.role`);
  if (!roles.includes(role)) {
    throw invalidRequest(
      `Invalid value: '${role}'. Supported values are: ${roles.map((each) => `'${each}'`).join(", ")}.`,
      `${path}.role`,
    );
  }
  const { text, hasMedia } = readInputContent(
    item.content,
    role === "assistant" ? "assistant" : "user",
    `${path}.content`,
  );
  if (role !== "assistant") {
    messages.push(role === "user" ? { role, text, hasMedia } : { role: "system", text });
    return;
  }
  const last = messages.at(-1);
  // The items of one answer: a call may come before its text.
  if (last?.role === "assistant" && last.toolCallIds.some((id) => openCalls.has(id))) {
    messages[messages.length - 1] = { ...last, text: last.text + text };
  } else messages.push({ role: "assistant", text, toolCallIds: [] });
}

function readId(value: unknown, prefix: string, path: string): string {
  const id = readString(value, path);
  if (id.length > 64) {
    throw invalidRequest(
      `Invalid '${path}': string too long. Expected a string with maximum length 64, but got a string with length ${id.length} instead.`,
      path,
      "string_above_max_length",
    );
  }
  if (id.startsWith(`${prefix}_`)) return id;
  throw invalidRequest(
    `Invalid '${path}': '${id}'. Expected an ID that begins with '${prefix}'.`,
    path,
    "invalid_value",
  );
}

function readCallId(value: unknown, path: string): string {
  const id = readString(value, path);
  if (id === "") throw invalidRequest(`Invalid '${path}': empty string.`, path, "empty_string");
  if (id.length <= 64) return id;
  throw invalidRequest(
    `Invalid '${path}': string too long. Expected a string with maximum length 64, but got a string with length ${id.length} instead.`,
    path,
    "string_above_max_length",
  );
}

function withoutFollowing(id: string): ProviderError {
  return invalidRequest(
    `Item '${id}' of type 'reasoning' was provided without its required following item.`,
    "input",
  );
}
