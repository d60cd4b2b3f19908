import type { ModelMessage, ModelRequest } from "#model-server/model-request.ts";
import { ProviderError } from "#model-server/provider-error.ts";
import { findRefused, type SchemaRule } from "#model-server/wire/check-output-schema.ts";
import {
  invalid,
  type JsonObject,
  readList,
  readObject,
  readString,
  refuseUnknownFields,
} from "#model-server/wire/google-generative-ai/invalid-request.ts";
import { readContents } from "#model-server/wire/google-generative-ai/read-contents.ts";
import type { WireSettings } from "#model-server/wire/wire.ts";

/** Reads a request body, or throws the ProviderError that Google would answer. */
export function readGenerateRequest(body: unknown, settings: WireSettings, model: string): ModelRequest {
  const given = readObject(body, "");
  refuseUnknownFields(given, new Set([...fields, ...settings.extraParameters]), "");
  if (!settings.models.includes(model)) throw unknownModel(model);
  const system = readSystem(given.systemInstruction);
  const messages = readContents(given.contents);
  const toolNames = readTools(given.tools);
  const config =
    given.generationConfig === undefined ? {} : readObject(given.generationConfig, "generation_config");
  checkConfig(config);
  const counted = JSON.stringify([given.systemInstruction ?? "", given.contents, given.tools ?? []]);
  const inputTokens = Math.ceil(counted.length / 4);
  checkContext(inputTokens, settings.contextTokens);
  return {
    model,
    messages: [...system, ...messages],
    toolNames,
    inputTokens,
    maxOutputTokens: typeof config.maxOutputTokens === "number" ? config.maxOutputTokens : undefined,
    stopSequences: readStops(config.stopSequences),
  };
}

const fields =
  "contents tools toolConfig safetySettings systemInstruction generationConfig cachedContent".split(" ");

const configFields = new Set([
  ..."stopSequences responseMimeType responseSchema responseJsonSchema responseModalities".split(" "),
  ..."candidateCount maxOutputTokens temperature topP topK seed presencePenalty frequencyPenalty".split(" "),
  ..."responseLogprobs logprobs thinkingConfig mediaResolution".split(" "),
]);

function readSystem(value: unknown): ModelMessage[] {
  if (value === undefined) return [];
  const { parts } = readObject(value, "system_instruction");
  const texts = readList(parts, "system_instruction.parts").map((part, index) =>
    readString(
      readObject(part, `system_instruction.parts[${index}]`).text,
      `system_instruction.parts[${index}].text`,
    ),
  );
  return [{ role: "system", text: texts.join("\n") }];
}

function readTools(value: unknown): readonly string[] {
  if (value === undefined) return [];
  return readList(value, "tools").flatMap((tool, index) => {
    const path = `tools[${index}]`;
    const { functionDeclarations } = readObject(tool, path);
    return readList(functionDeclarations, `${path}.function_declarations`).map((item, place) =>
      readDeclaration(item, `${path}.function_declarations[${place}]`),
    );
  });
}

const declarationFields = new Set(["name", "description", "parameters", "parametersJsonSchema", "behavior"]);

function readDeclaration(value: unknown, path: string): string {
  const declaration = readObject(value, path);
  refuseUnknownFields(declaration, declarationFields, path);
  const name = readString(declaration.name, `${path}.name`);
  if (/^[a-zA-Z_][\w.:-]{0,63}$/.test(name)) return name;
  throw invalid(
    "Invalid function name. Must start with a letter or an underscore. Must be alphanumeric (a-z, A-Z, 0-9), underscores (_), dots (.), colons (:), or dashes (-), with a maximum length of 64.",
  );
}

function checkConfig(config: JsonObject): void {
  refuseUnknownFields(config, configFields, "generation_config");
  for (const [name, range] of Object.entries(ranges)) checkRange(config, name, range);
  checkResponseSchema(config);
  if (config.thinkingConfig === undefined) return;
  const thinking = readObject(config.thinkingConfig, "generation_config.thinking_config");
  const known = new Set(["includeThoughts", "thinkingBudget", "thinkingLevel"]);
  refuseUnknownFields(thinking, known, "generation_config.thinking_config");
  if (thinking.thinkingBudget !== undefined && thinking.thinkingLevel !== undefined) {
    throw invalid("You can only set only one of thinking budget and thinking level.");
  }
  if (thinking.thinkingLevel === undefined || levels.includes(String(thinking.thinkingLevel))) return;
  throw invalid(
    `Invalid value at 'generation_config.thinking_config.thinking_level', "${String(thinking.thinkingLevel)}"`,
  );
}

function checkResponseSchema(config: JsonObject): void {
  const given = [config.responseSchema, config.responseJsonSchema].filter((schema) => schema !== undefined);
  if (given.length === 0) return;
  if (given.length === 2) throw invalid("Only one of response_schema and response_json_schema may be set.");
  if (config.responseMimeType !== "application/json") {
    throw invalid("response_json_schema is only supported with response_mime_type `application/json`.");
  }
  const path = "generation_config.response_json_schema";
  const refused = findRefused(readObject(given[0], path), schemaRule);
  if (refused !== null) throw invalid(`Invalid value at '${path}': ${refused}`);
}

const schemaKeywords = new Set([
  ..."$id $defs $ref $anchor type format title description enum items prefixItems minItems maxItems".split(
    " ",
  ),
  ..."minimum maximum anyOf oneOf properties additionalProperties required propertyOrdering".split(" "),
]);

const schemaRule: SchemaRule = (schema, at) => {
  const unknown = Object.keys(schema).find((keyword) => !schemaKeywords.has(keyword));
  return unknown === undefined ? null : `${at}: Unknown keyword "${unknown}".`;
};

const levels = ["MINIMAL", "LOW", "MEDIUM", "HIGH"];

const ranges: Readonly<Record<string, readonly [number, number]>> = {
  temperature: [0, 2],
  topP: [0, 1],
  maxOutputTokens: [1, 1_000_000],
};

function checkRange(config: JsonObject, name: string, [least, most]: readonly [number, number]): void {
  const value = config[name];
  if (value === undefined) return;
  if (typeof value !== "number")
    throw invalid(`Invalid value at 'generation_config.${name}', expected a number.`);
  if (value < least || value > most) {
    throw invalid(
      `Unable to submit request because ${name} is ${value}: the supported range is from ${least} to ${most}.`,
    );
  }
}

function readStops(value: unknown): readonly string[] {
  if (value === undefined) return [];
  const stops = readList(value, "generation_config.stop_sequences");
  if (stops.length > 5) throw invalid("Unable to submit request: there are more than 5 stop sequences.");
  return stops.map((stop) => readString(stop, "generation_config.stop_sequences"));
}

function unknownModel(model: string): ProviderError {
  return new ProviderError({
    status: 404,
    message: `models/${model} is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.`,
  });
}

function checkContext(inputTokens: number, contextTokens: number | undefined): void {
  if (contextTokens === undefined || inputTokens <= contextTokens) return;
  throw invalid(
    `The input token count (${inputTokens}) exceeds the maximum number of tokens allowed (${contextTokens}).`,
  );
}
