import { ProviderError } from "#model-server/provider-error.ts";

export type JsonObject = { readonly [key: string]: unknown };

export function invalid(message: string): ProviderError {
  return new ProviderError({ status: 400, message });
}

export function readObject(value: unknown, path: string): JsonObject {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw invalid(`Invalid value at '${path}' (type: Message), expected an object.`);
}

export function readList(value: unknown, path: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw invalid(`Invalid value at '${path}', expected a list.`);
}

export function readString(value: unknown, path: string): string {
  if (typeof value === "string") return value;
  throw invalid(`Invalid value at '${path}' (TYPE_STRING), ${JSON.stringify(value) ?? "nothing"}`);
}

/** Google knows its fields and refuses every other one. */
export function refuseUnknownFields(value: JsonObject, known: ReadonlySet<string>, path: string): void {
  const unknown = Object.keys(value).find((key) => !known.has(key));
  if (unknown === undefined) return;
  const at = path === "" ? "" : ` at '${path}'`;
  throw invalid(`Invalid JSON payload received. Unknown name "${unknown}"${at}: Cannot find field.`);
}
