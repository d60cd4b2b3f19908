import { ProviderError } from "#model-server/provider-error.ts";

export type JsonObject = { readonly [key: string]: unknown };

/** Anthropic writes a path as `messages.0.content` and what is wrong behind it. */
export function invalid(path: string, problem: string): ProviderError {
  return new ProviderError({ status: 400, message: path === "" ? problem : `${path}: ${problem}` });
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function readObject(value: unknown, path: string): JsonObject {
  if (value === undefined) throw invalid(path, "Field required");
  if (!isObject(value)) throw invalid(path, "Input should be a valid dictionary or object");
  return value;
}

export function readString(value: unknown, path: string): string {
  if (value === undefined) throw invalid(path, "Field required");
  if (typeof value !== "string") throw invalid(path, "Input should be a valid string");
  return value;
}

export function readList(value: unknown, path: string): readonly unknown[] {
  if (value === undefined) throw invalid(path, "Field required");
  if (!Array.isArray(value)) throw invalid(path, "Input should be a valid list");
  return value;
}

export function refuseExtraKeys(value: JsonObject, known: ReadonlySet<string>, path: string): void {
  const extra = Object.keys(value).find((key) => !known.has(key));
  if (extra === undefined) return;
  throw invalid(path === "" ? extra : `${path}.${extra}`, "Extra inputs are not permitted");
}
