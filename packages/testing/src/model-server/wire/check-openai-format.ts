import { findRefused, isObjectSchema, type SchemaRule } from "#model-server/wire/check-output-schema.ts";
import {
  invalidRequest,
  type JsonObject,
  readObject,
  readString,
  refuseUnknownKeys,
} from "#model-server/wire/openai-completions/invalid-request.ts";

const known = new Set(["name", "description", "schema", "strict"]);

/** Refuses a form of the answer that OpenAI would: both of its APIs take the same, one of them a level deeper. */
export function checkOpenAiFormat(format: JsonObject, path: string): void {
  refuseUnknownKeys(format, known, path);
  const name = readString(format.name, `${path}.name`);
  if (!/^[a-zA-Z0-9_-]{1,64}$/.test(name)) {
    throw invalidRequest(`Invalid '${path}.name': string does not match pattern.`, `${path}.name`);
  }
  const schema = readObject(format.schema, `${path}.schema`);
  if (schema.type !== "object")
    throw invalidSchema(name, "schema must be a JSON Schema of 'type: \"object\"'", path);
  if (format.strict !== true) return;
  const refused = findRefused(schema, strictRule);
  if (refused !== null) throw invalidSchema(name, refused, path);
}

const strictRule: SchemaRule = (schema, path) => {
  const unknown = Object.keys(schema).find((keyword) => unsupported.has(keyword));
  if (unknown !== undefined) return `In context=${path}, '${unknown}' is not permitted.`;
  if (!isObjectSchema(schema)) return null;
  if (schema.additionalProperties !== false) {
    return `In context=${path}, 'additionalProperties' is required to be supplied and to be false.`;
  }
  const required = [schema.required ?? []].flat();
  const missing = Object.keys(Object(schema.properties ?? {})).find((name) => !required.includes(name));
  if (missing === undefined) return null;
  return `In context=${path}, 'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`;
};

const unsupported = new Set(
  "allOf not if then else oneOf patternProperties minProperties maxProperties uniqueItems default".split(" "),
);

function invalidSchema(name: string, problem: string, path: string) {
  return invalidRequest(
    `Invalid schema for response_format '${name}': ${problem}`,
    `${path}.schema`,
    "invalid_json_schema",
  );
}
