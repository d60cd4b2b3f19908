type Schema = Readonly<Record<string, unknown>>;

export type SchemaText =
  | { readonly kind: "schema"; readonly schema: Schema }
  | { readonly kind: "fault"; readonly message: string };

export function writeSchemaText(schema: Schema | string | undefined): string {
  if (typeof schema === "string") return schema;
  return schema === undefined ? "" : JSON.stringify(schema, null, 2);
}

/** A schema as somebody types it: most of the time it is not whole. */
export function readSchemaText(text: string): SchemaText {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value)
      ? { kind: "schema", schema: value }
      : { kind: "fault", message: "A schema is a JSON object: { … }." };
  } catch (error) {
    return {
      kind: "fault",
      message: `This is not valid JSON yet. ${error instanceof Error ? error.message : ""}`.trim(),
    };
  }
}

function isObject(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
