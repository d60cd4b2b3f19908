import type { ModelRequest } from "#model-server/model-request.ts";
import { ProviderError } from "#model-server/provider-error.ts";
import { checkFormat } from "#model-server/wire/anthropic-messages/check-format.ts";
import { checkThinking } from "#model-server/wire/anthropic-messages/check-thinking.ts";
import {
  invalid,
  isObject,
  type JsonObject,
  readList,
  readObject,
  readString,
  refuseExtraKeys,
} from "#model-server/wire/anthropic-messages/invalid-request.ts";
import { readAnthropicMessages, readSystem } from "#model-server/wire/anthropic-messages/read-messages.ts";
import type { WireSettings } from "#model-server/wire/wire.ts";

type MessagesRequest = { readonly request: ModelRequest; readonly isStreaming: boolean };

/** Reads a request body, or throws the ProviderError that Anthropic would answer. */
export function readMessagesRequest(body: unknown, settings: WireSettings): MessagesRequest {
  const given = readObject(body, "");
  refuseExtraKeys(given, new Set([...parameters, ...settings.extraParameters]), "");
  const model = readString(given.model, "model");
  const maxTokens = readMaxTokens(given.max_tokens);
  const system = readSystem(given.system);
  const messages = readAnthropicMessages(given.messages);
  const toolNames = readTools(given.tools);
  checkRange(given, "temperature", 1);
  checkRange(given, "top_p", 1);
  checkThinking(given, maxTokens);
  checkFormat(given.output_config);
  checkCacheMarks(given);
  if (!settings.models.includes(model)) throw new ProviderError({ status: 404, message: `model: ${model}` });
  const counted = JSON.stringify([given.system ?? "", given.messages, given.tools ?? []]);
  const inputTokens = Math.ceil(counted.length / 4);
  checkContext(inputTokens, settings.contextTokens);
  const request = {
    model,
    messages: [...(system === "" ? [] : [{ role: "system" as const, text: system }]), ...messages],
    toolNames,
    inputTokens,
    maxOutputTokens: maxTokens,
    stopSequences: readStops(given.stop_sequences),
  };
  return { request, isStreaming: given.stream === true };
}

/** The API's own parameters. Those that only change what a real model would say are checked and otherwise ignored. */
const parameters = [
  ..."model messages max_tokens system stream temperature top_p top_k stop_sequences tools tool_choice".split(
    " ",
  ),
  ..."thinking output_config metadata service_tier container context_management".split(" "),
];

function readMaxTokens(value: unknown): number {
  if (value === undefined) throw invalid("max_tokens", "Field required");
  if (typeof value !== "number" || !Number.isInteger(value)) {
    throw invalid("max_tokens", "Input should be a valid integer");
  }
  if (value < 1) throw invalid("max_tokens", "Input should be greater than or equal to 1");
  return value;
}

function checkRange(body: JsonObject, name: string, most: number): void {
  const value = body[name];
  if (value === undefined) return;
  if (typeof value !== "number") throw invalid(name, "Input should be a valid number");
  if (value < 0 || value > most) throw invalid(name, `range: 0..${most}`);
}

function readStops(value: unknown): readonly string[] {
  if (value === undefined) return [];
  return readList(value, "stop_sequences").map((stop, index) => {
    const text = readString(stop, `stop_sequences.${index}`);
    if (text.trim() === "") throw invalid("stop_sequences", "each stop sequence must contain non-whitespace");
    return text;
  });
}

const toolKeys = new Set(
  "name description input_schema cache_control type strict eager_input_streaming".split(" "),
);

function readTools(value: unknown): readonly string[] {
  if (value === undefined) return [];
  return readList(value, "tools").map((item, index) => {
    const path = `tools.${index}.custom`;
    const tool = readObject(item, path);
    refuseExtraKeys(tool, toolKeys, path);
    const name = readString(tool.name, `${path}.name`);
    if (!/^[a-zA-Z0-9_-]{1,128}$/.test(name)) {
      throw invalid(`${path}.name`, "String should match pattern '^[a-zA-Z0-9_-]{1,128}$'");
    }
    const schema = readObject(tool.input_schema, `${path}.input_schema`);
    if (schema.type !== "object") throw invalid(`${path}.input_schema.type`, "Input should be 'object'");
    return name;
  });
}

/** At most four places may be marked for the cache. */
function checkCacheMarks(value: unknown): void {
  const count = countMarks(value);
  if (count <= 4) return;
  throw invalid("", `A maximum of 4 blocks with cache_control may be provided. Found ${count}.`);
}

function countMarks(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countMarks(item), 0);
  if (!isObject(value)) return 0;
  const own = value.cache_control === undefined ? 0 : 1;
  return Object.values(value).reduce<number>((sum, item) => sum + countMarks(item), own);
}

function checkContext(inputTokens: number, contextTokens: number | undefined): void {
  if (contextTokens === undefined || inputTokens <= contextTokens) return;
  throw invalid("", `prompt is too long: ${inputTokens} tokens > ${contextTokens} maximum`);
}
