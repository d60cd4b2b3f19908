import type { ModelRequest } from "#model-server/model-request.ts";
import { ProviderError } from "#model-server/provider-error.ts";
import { checkOpenAiFormat } from "#model-server/wire/check-openai-format.ts";
import {
  invalidRequest,
  invalidType,
  isObject,
  type JsonObject,
  readObject,
  readString,
  refuseUnknownKeys,
} from "#model-server/wire/openai-completions/invalid-request.ts";
import { readMessages } from "#model-server/wire/openai-completions/read-messages.ts";
import { checkToolChoice, readToolNames } from "#model-server/wire/openai-completions/read-tools.ts";
import type { WireSettings } from "#model-server/wire/wire.ts";

type CompletionRequest = {
  readonly request: ModelRequest;
  readonly isStreaming: boolean;
  readonly includeUsage: boolean;
};

/** Reads a request body, or throws the ProviderError that OpenAI would answer. */
export function readCompletionRequest(body: unknown, settings: WireSettings): CompletionRequest {
  if (!isObject(body)) throw invalidType("body", "an object", body);
  refuseUnknownKeys(body, new Set([...parameters, ...settings.extraParameters]), "");
  const model = readModel(body, settings.models);
  const messages = readMessages(body.messages);
  const toolNames = readToolNames(body.tools);
  checkToolChoice(body.tool_choice, toolNames);
  checkNumbers(body);
  checkResponseFormat(body.response_format);
  const isStreaming = readBoolean(body, "stream");
  const includeUsage = readIncludeUsage(body, isStreaming);
  const inputTokens = Math.ceil(JSON.stringify([body.messages, body.tools ?? []]).length / 4);
  checkContext(inputTokens, settings.contextTokens);
  return {
    isStreaming,
    includeUsage,
    request: {
      model,
      messages,
      toolNames,
      inputTokens,
      maxOutputTokens: readMaxTokens(body),
      stopSequences: readStop(body.stop),
    },
  };
}

/** The API's own parameters. Those that only change what a real model would say are checked and otherwise ignored. */
const parameters = [
  ..."messages model stream stream_options temperature top_p n stop max_tokens max_completion_tokens".split(
    " ",
  ),
  ..."presence_penalty frequency_penalty logit_bias logprobs top_logprobs seed user store metadata".split(
    " ",
  ),
  ..."tools tool_choice parallel_tool_calls response_format reasoning_effort verbosity modalities audio".split(
    " ",
  ),
  ..."prediction service_tier prompt_cache_key prompt_cache_retention safety_identifier web_search_options".split(
    " ",
  ),
];

const numberRanges: Readonly<Record<string, readonly [number, number]>> = {
  temperature: [0, 2],
  top_p: [0, 1],
  presence_penalty: [-2, 2],
  frequency_penalty: [-2, 2],
  n: [1, 1],
};

function readModel(body: JsonObject, models: readonly string[]): string {
  if (body.model === undefined || body.model === "")
    throw invalidRequest("you must provide a model parameter");
  const model = readString(body.model, "model");
  if (models.includes(model)) return model;
  throw new ProviderError({
    status: 404,
    code: "model_not_found",
    message: `The model \`${model}\` does not exist or you do not have access to it.`,
  });
}

function checkNumbers(body: JsonObject): void {
  for (const [name, [least, most]] of Object.entries(numberRanges)) {
    const value = body[name];
    if (value === undefined || value === null) continue;
    if (typeof value !== "number") throw invalidType(name, "a number", value);
    if (value < least || value > most) {
      throw invalidRequest(
        `Invalid '${name}': ${value} is not from ${least} to ${most}.`,
        name,
        "invalid_value",
      );
    }
  }
}

function checkResponseFormat(value: unknown): void {
  if (value === undefined || value === null) return;
  const format = readObject(value, "response_format");
  const type = readString(format.type, "response_format.type");
  if (type !== "json_schema") {
    refuseUnknownKeys(format, new Set(["type"]), "response_format");
    if (type === "text" || type === "json_object") return;
    throw invalidRequest(
      `Invalid value: '${type}'. Supported values are: 'json_object', 'json_schema', and 'text'.`,
      "response_format.type",
      "invalid_value",
    );
  }
  refuseUnknownKeys(format, new Set(["type", "json_schema"]), "response_format");
  checkOpenAiFormat(
    readObject(format.json_schema, "response_format.json_schema"),
    "response_format.json_schema",
  );
}

function readBoolean(body: JsonObject, name: string): boolean {
  const value = body[name] ?? false;
  if (typeof value !== "boolean") throw invalidType(name, "a boolean", value);
  return value;
}

function readIncludeUsage(body: JsonObject, isStreaming: boolean): boolean {
  const value = body.stream_options;
  if (value === undefined || value === null) return false;
  if (!isStreaming) {
    const message = "The 'stream_options' parameter is only allowed when 'stream' is enabled.";
    throw invalidRequest(message, "stream_options");
  }
  const options = readObject(value, "stream_options");
  refuseUnknownKeys(options, new Set(["include_usage", "include_obfuscation"]), "stream_options");
  return readBoolean(options, "include_usage");
}

function readMaxTokens(body: JsonObject): number | undefined {
  const given = ["max_tokens", "max_completion_tokens"].filter((name) => (body[name] ?? null) !== null);
  const [name] = given;
  if (name === undefined) return undefined;
  if (given.length === 2) {
    throw invalidRequest(
      "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
      name,
    );
  }
  const value = body[name];
  if (typeof value !== "number" || !Number.isInteger(value)) throw invalidType(name, "an integer", value);
  if (value >= 1) return value;
  throw invalidRequest(
    `Invalid '${name}': integer below minimum value. Expected a value >= 1, but got ${value} instead.`,
    name,
    "integer_below_min_value",
  );
}

function readStop(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  const stops = Array.isArray(value) ? value : [value];
  if (stops.length > 4) throw invalidRequest("Invalid 'stop': expected at most 4 sequences.", "stop");
  return stops.map((stop) => readString(stop, "stop"));
}

function checkContext(inputTokens: number, contextTokens: number | undefined): void {
  if (contextTokens === undefined || inputTokens <= contextTokens) return;
  throw invalidRequest(
    `This model's maximum context length is ${contextTokens} tokens. However, your messages resulted in ${inputTokens} tokens. Please reduce the length of the messages.`,
    "messages",
    "context_length_exceeded",
  );
}
