import {
  invalid,
  type JsonObject,
  readObject,
  readString,
  refuseUnknownFields,
} from "#model-server/wire/google-generative-ai/invalid-request.ts";
import { signCall, signText } from "#model-server/wire/google-generative-ai/signatures.ts";

export type ReadPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "thought" }
  | { readonly kind: "media" }
  | {
      readonly kind: "call";
      readonly id: string | undefined;
      readonly name: string;
      readonly isSigned: boolean;
    }
  | {
      readonly kind: "result";
      readonly id: string | undefined;
      readonly name: string;
      readonly text: string;
    };

const partFields = new Set(
  "text thought thoughtSignature functionCall functionResponse inlineData fileData".split(" "),
);

export function readPart(value: unknown, path: string): ReadPart {
  const part = readObject(value, path);
  refuseUnknownFields(part, partFields, path);
  if (part.functionCall !== undefined) return readCall(part, path);
  if (part.functionResponse !== undefined) return readResult(part.functionResponse, path);
  if (part.inlineData !== undefined) {
    const data = readObject(part.inlineData, `${path}.inline_data`);
    readString(data.mimeType, `${path}.inline_data.mime_type`);
    readString(data.data, `${path}.inline_data.data`);
    return { kind: "media" };
  }
  if (part.text === undefined)
    throw invalid(`${path}.data: required oneof field 'data' must have one initialized field`);
  const text = readString(part.text, `${path}.text`);
  if (part.thought === true) return { kind: "thought" };
  if (part.thoughtSignature !== undefined && part.thoughtSignature !== signText(text)) throw wrongSignature;
  return { kind: "text", text };
}

function readCall(part: JsonObject, path: string): ReadPart {
  const call = readObject(part.functionCall, `${path}.function_call`);
  refuseUnknownFields(call, new Set(["id", "name", "args"]), `${path}.function_call`);
  const name = readString(call.name, `${path}.function_call.name`);
  const args = call.args === undefined ? {} : readObject(call.args, `${path}.function_call.args`);
  const { thoughtSignature } = part;
  const isOther = thoughtSignature === "skip_thought_signature_validator";
  if (thoughtSignature !== undefined && !isOther && thoughtSignature !== signCall(name, args)) {
    throw wrongSignature;
  }
  return { kind: "call", id: optionalId(call.id, path), name, isSigned: thoughtSignature !== undefined };
}

const wrongSignature = invalid("Thought signature is not valid. Please provide a valid thought signature.");

function readResult(value: unknown, path: string): ReadPart {
  const result = readObject(value, `${path}.function_response`);
  refuseUnknownFields(result, new Set(["id", "name", "response", "parts"]), `${path}.function_response`);
  const response = readObject(result.response, `${path}.function_response.response`);
  const said = response.output ?? response.error ?? response;
  return {
    kind: "result",
    id: optionalId(result.id, path),
    name: readString(result.name, `${path}.function_response.name`),
    text: typeof said === "string" ? said : JSON.stringify(said),
  };
}

function optionalId(value: unknown, path: string): string | undefined {
  return value === undefined ? undefined : readString(value, `${path}.id`);
}
