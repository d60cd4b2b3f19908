type Schema = Readonly<Record<string, unknown>>;

/** A small value that a JSON Schema is likely to take: what the demo model answers where a form is asked for. */
export function exampleOf(schema: unknown): unknown {
  return example(schema, { root: schema, depth: 0 });
}

type At = { readonly root: unknown; readonly depth: number };

function example(schema: unknown, { root, depth }: At): unknown {
  if (!isSchema(schema) || depth > 10) return null;
  const inner = { root, depth: depth + 1 };
  if (typeof schema.$ref === "string") return example(findReferred(root, schema.$ref), inner);
  if ("const" in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const choice = [schema.anyOf, schema.oneOf, schema.allOf].find((one) => Array.isArray(one));
  if (Array.isArray(choice) && schema.type === undefined) return example(choice[0], inner);
  switch (typeOf(schema)) {
    case "object":
      return exampleObject(schema, inner);
    case "array":
      return Array.from({ length: toCount(schema.minItems) }, () => example(schema.items, inner));
    case "number":
    case "integer":
      return exampleNumber(schema);
    case "boolean":
      return false;
    case "null":
      return null;
    default:
      return "demo".padEnd(toCount(schema.minLength), ".");
  }
}

function typeOf({ type, properties }: Schema): unknown {
  if (type === undefined) return properties === undefined ? "string" : "object";
  return Array.isArray(type) ? type[0] : type;
}

function exampleObject({ properties, required }: Schema, at: At): Record<string, unknown> {
  const names = Array.isArray(required) ? required.filter((name) => typeof name === "string") : [];
  const known = isSchema(properties) ? properties : {};
  return Object.fromEntries(names.map((name) => [name, example(known[name], at)]));
}

function exampleNumber({ minimum, exclusiveMinimum, maximum }: Schema): number {
  if (typeof minimum === "number") return minimum;
  if (typeof exclusiveMinimum === "number") return exclusiveMinimum + 1;
  return typeof maximum === "number" ? Math.min(0, maximum) : 0;
}

/** Within the schema itself, by a path such as `#/$defs/item`. */
function findReferred(root: unknown, reference: string): unknown {
  if (!/^#(\/|$)/.test(reference)) return null;
  return reference
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((at, step) => (isSchema(at) && Object.hasOwn(at, step) ? at[step] : null), root);
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function toCount(value: unknown): number {
  return typeof value === "number" ? Math.min(100, value) : 0;
}
