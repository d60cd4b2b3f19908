type Schema = Readonly<Record<string, unknown>>;

/** A small value that a JSON Schema is likely to take: what the demo model submits where a result is asked for. */
export function exampleOf(schema: unknown, depth = 0): unknown {
  if (!isSchema(schema) || depth > 10) return null;
  if ("const" in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const choice = [schema.anyOf, schema.oneOf, schema.allOf].find((one) => Array.isArray(one));
  if (Array.isArray(choice) && schema.type === undefined) return exampleOf(choice[0], depth + 1);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case "object":
      return exampleObject(schema, depth);
    case "array":
      return Array.from({ length: toCount(schema.minItems) }, () => exampleOf(schema.items, depth + 1));
    case "number":
    case "integer":
      return typeof schema.minimum === "number" ? schema.minimum : 0;
    case "boolean":
      return false;
    case "null":
      return null;
    default:
      return "demo".padEnd(toCount(schema.minLength), ".");
  }
}

function exampleObject({ properties, required }: Schema, depth: number): Record<string, unknown> {
  const names = Array.isArray(required) ? required.filter((name) => typeof name === "string") : [];
  const known = isSchema(properties) ? properties : {};
  return Object.fromEntries(names.map((name) => [name, exampleOf(known[name], depth + 1)]));
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function toCount(value: unknown): number {
  return typeof value === "number" ? Math.min(100, value) : 0;
}
