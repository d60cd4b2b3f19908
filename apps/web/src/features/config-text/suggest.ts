import type { JsonSchema } from "#configs/config-json-schema.ts";
import type { Place } from "./find-place.ts";

export type Suggestion = { readonly text: string; readonly detail: string | undefined };

/** What may be written at a place, as the schema of the configuration says; for models, those that can be used. */
export function suggest(
  schema: JsonSchema,
  { path, expects }: Pick<Place, "path" | "expects">,
  models: readonly string[],
): Suggestion[] {
  const here = schemaAt(schema, path);
  if (!here) return [];
  if (expects === "name") {
    return Object.entries(fieldsOf(here)).map(([name, field]) => ({
      text: name,
      detail: textOf(field.description) ?? textOf(field.title),
    }));
  }
  const isModel = path.at(-1) === "model" || path.at(-2) === "fallbackModels";
  if (isModel) return models.map((text) => ({ text, detail: undefined }));
  if (here.type === "boolean") return ["true", "false"].map((text) => ({ text, detail: undefined }));
  const values = Array.isArray(here.enum) ? here.enum : [];
  return values.map((value) => ({ text: String(value), detail: undefined }));
}

/** The schema of what stands at a path. Null: nothing is said about it. */
export function schemaAt(root: JsonSchema, path: readonly string[]): JsonSchema | null {
  let here: JsonSchema | null = resolve(root, root);
  for (const name of path) {
    if (!here) return null;
    const next: unknown = here.type === "array" ? here.items : fieldsOf(here)[name];
    here = isSchema(next) ? resolve(root, next) : null;
  }
  return here;
}

function resolve(root: JsonSchema, schema: JsonSchema): JsonSchema {
  const name = textOf(schema.$ref)?.replace("#/$defs/", "");
  const definitions = isSchema(root.$defs) ? root.$defs : {};
  const found = name === undefined ? undefined : definitions[name];
  return isSchema(found) ? { ...found, ...schema } : schema;
}

function fieldsOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  const entries = Object.entries(isSchema(schema.properties) ? schema.properties : {});
  return Object.fromEntries(entries.filter((entry): entry is [string, JsonSchema] => isSchema(entry[1])));
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
