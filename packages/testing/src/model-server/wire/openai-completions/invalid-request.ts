import { ProviderError } from "#model-server/provider-error.ts";

export function invalidRequest(message: string, param?: string, code?: string): ProviderError {
  return new ProviderError({
    status: 400,
    message,
    ...(param === undefined ? {} : { param }),
    ...(code === undefined ? {} : { code }),
  });
}

export function invalidType(path: string, expected: string, value: unknown): ProviderError {
  return invalidRequest(
    `Invalid type for '${path}': expected ${expected}, but got ${describe(value)} instead.`,
    path,
    "invalid_type",
  );
}

export function emptyArray(path: string): ProviderError {
  return invalidRequest(
    `Invalid '${path}': empty array. Expected an array with minimum length 1, but got an empty array instead.`,
    path,
    "empty_array",
  );
}

/** Refuses keys that OpenAI does not know at this place. */
export function refuseUnknownKeys(value: JsonObject, known: ReadonlySet<string>, path: string): void {
  const unknown = Object.keys(value).find((key) => !known.has(key));
  if (unknown === undefined) return;
  const param = path === "" ? unknown : `${path}.${unknown}`;
  throw invalidRequest(`Unknown parameter: '${param}'.`, param, "unknown_parameter");
}

export type JsonObject = { readonly [key: string]: unknown };

export function readObject(value: unknown, path: string): JsonObject {
  if (!isObject(value)) throw invalidType(path, "an object", value);
  return value;
}

export function readString(value: unknown, path: string): string {
  if (value === undefined)
    throw invalidRequest(`Missing required parameter: '${path}'.`, path, "missing_required_parameter");
  if (typeof value !== "string") throw invalidType(path, "a string", value);
  return value;
}

export function readArray(value: unknown, path: string): readonly unknown[] {
  if (value === undefined)
    throw invalidRequest(`Missing required parameter: '${path}'.`, path, "missing_required_parameter");
  if (!Array.isArray(value)) throw invalidType(path, "an array", value);
  return value;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object") return "an object";
  return `a ${typeof value}`;
}
