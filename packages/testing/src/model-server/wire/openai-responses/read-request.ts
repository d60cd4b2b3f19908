import type { ModelRequest } from "#model-server/model-request.ts";
import { ProviderError } from "#model-server/provider-error.ts";
import { checkOpenAiFormat } from "#model-server/wire/check-openai-format.ts";
import {
  invalidRequest,
  invalidType,
  isObject,
  type JsonObject,
  readArray,
  readObject,
  readString,
  refuseUnknownKeys,
} from "#model-server/wire/openai-completions/invalid-request.ts";
import { readInput } from "#model-server/wire/openai-responses/read-input.ts";
import type { WireSettings } from "#model-server/wire/wire.ts";

type ResponsesRequest = {
  readonly request: ModelRequest;
  readonly isStreaming: boolean;
  /** Reasoning is sent encrypted too, so that it can be sent back. */
  readonly includesReasoning: boolean;
};

/** Reads a request body, or throws the ProviderError that OpenAI would answer. */
export function readResponsesRequest(body: unknown, settings: WireSettings): ResponsesRequest {
  if (!isObject(body)) throw invalidType("body", "an object", body);
  refuseUnknownKeys(body, new Set([...parameters, ...settings.extraParameters]), "");
  const model = readString(body.model, "model");
  const messages = readInput(body.input);
  const toolNames = readToolNames(body.tools);
  checkRange(body, "temperature", 2);
  checkRange(body, "top_p", 1);
  checkEffort(body.reasoning);
  checkText(body.text);
  const maxOutputTokens = readMaxTokens(body.max_output_tokens);
  if (!settings.models.includes(model)) throw unknownModel(model);
  const inputTokens = Math.ceil(JSON.stringify([body.input, body.tools ?? []]).length / 4);
  checkContext(inputTokens, settings.contextTokens);
  const instructions = typeof body.instructions === "string" ? body.instructions : "";
  return {
    isStreaming: body.stream === true,
    includesReasoning: Array.isArray(body.include) && body.include.includes("reasoning.encrypted_content"),
    request: {
      model,
      messages: [
        ...(instructions === "" ? [] : [{ role: "system" as const, text: instructions }]),
        ...messages,
      ],
      toolNames,
      inputTokens,
      maxOutputTokens,
      stopSequences: [],
    },
  };
}

/** The API's own parameters: there is no `stop` and no `seed` among them. */
const parameters = [
  ..."model input instructions stream stream_options store tools tool_choice parallel_tool_calls".split(" "),
  ..."max_output_tokens max_tool_calls temperature top_p top_logprobs reasoning include text truncation".split(
    " ",
  ),
  ..."metadata user service_tier safety_identifier prompt_cache_key prompt_cache_retention".split(" "),
  ..."prompt_cache_options previous_response_id conversation background prompt".split(" "),
];

const toolKeys = new Set(["type", "name", "description", "parameters", "strict"]);

function readToolNames(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  return readArray(value, "tools").map((item, index) => {
    const path = `tools[${index}]`;
    const tool = readObject(item, path);
    refuseUnknownKeys(tool, toolKeys, path);
    if (tool.type !== "function") {
      throw invalidRequest(
        `Invalid value: '${tool.type}'. Supported values are: 'function'.`,
        `${path}.type`,
      );
    }
    const name = readString(tool.name, `${path}.name`);
    if (!/^[a-zA-Z0-9_-]{1,64}$/.test(name)) {
      throw invalidRequest(
        `Invalid '${path}.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.`,
        `${path}.name`,
      );
    }
    readObject(tool.parameters, `${path}.parameters`);
    return name;
  });
}

function checkRange(body: JsonObject, name: string, most: number): void {
  const value = body[name];
  if (value === undefined || value === null) return;
  if (typeof value !== "number") throw invalidType(name, "a number", value);
  if (value < 0 || value > most)
    throw invalidRequest(`Invalid '${name}': ${value} is not from 0 to ${most}.`, name);
}

const efforts = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];

function checkEffort(value: unknown): void {
  if (value === undefined || value === null) return;
  const reasoning = readObject(value, "reasoning");
  refuseUnknownKeys(reasoning, new Set(["effort", "summary", "generate_summary"]), "reasoning");
  const { effort } = reasoning;
  if (effort === undefined || effort === null || efforts.includes(String(effort))) return;
  throw invalidRequest(
    `Invalid value: '${String(effort)}'. Supported values are: ${efforts.map((each) => `'${each}'`).join(", ")}.`,
    "reasoning.effort",
  );
}

function checkText(value: unknown): void {
  if (value === undefined || value === null) return;
  const text = readObject(value, "text");
  refuseUnknownKeys(text, new Set(["format", "verbosity"]), "text");
  if (text.format === undefined) return;
  const { type, ...format } = readObject(text.format, "text.format");
  if (type === "json_schema") checkOpenAiFormat(format, "text.format");
  if (type === "json_schema" || type === "text" || type === "json_object") return;
  throw invalidRequest(
    `Invalid value: '${String(type)}'. Supported values are: 'json_object', 'json_schema', and 'text'.`,
    "text.format.type",
    "invalid_value",
  );
}

function readMaxTokens(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "number" || !Number.isInteger(value)) {
    throw invalidType("max_output_tokens", "an integer", value);
  }
  if (value >= 16) return value;
  throw invalidRequest(
    `Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16, but got ${value} instead.`,
    "max_output_tokens",
    "integer_below_min_value",
  );
}

function unknownModel(model: string): ProviderError {
  return new ProviderError({
    status: 400,
    code: "model_not_found",
    param: "model",
    message: `The requested model '${model}' does not exist.`,
  });
}

function checkContext(inputTokens: number, contextTokens: number | undefined): void {
  if (contextTokens === undefined || inputTokens <= contextTokens) return;
  throw invalidRequest(
    "Your input exceeds the context window of this model. Please adjust your input and try again.",
    "input",
    "context_length_exceeded",
  );
}
