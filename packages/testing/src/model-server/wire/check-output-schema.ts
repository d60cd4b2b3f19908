type Schema = { readonly [keyword: string]: unknown };

/** Says what a provider would refuse in a schema, and where. */
export type SchemaRule = (schema: Schema, path: string) => string | null;

/** The first thing in a schema and all that are in it that a rule refuses; null: nothing. */
export function findRefused(value: unknown, rule: SchemaRule, path = ""): string | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return `${path}: is not a schema`;
  const schema: Schema = { ...value };
  const own = rule(schema, path === "" ? "()" : path);
  if (own !== null) return own;
  for (const [at, below] of belowOf(schema, path)) {
    const refused = findRefused(below, rule, at);
    if (refused !== null) return refused;
  }
  return null;
}

function belowOf(schema: Schema, path: string): [string, unknown][] {
  const named = ["properties", "$defs"].flatMap((keyword) =>
    Object.entries(Object(schema[keyword] ?? {})).map(([name, below]): [string, unknown] => [
      `${path}/${keyword}/${name}`,
      below,
    ]),
  );
  const listed = ["anyOf", "allOf", "oneOf", "prefixItems"].flatMap((keyword) =>
    [schema[keyword] ?? []].flat().map((below, at): [string, unknown] => [`${path}/${keyword}/${at}`, below]),
  );
  const items: [string, unknown][] = schema.items === undefined ? [] : [[`${path}/items`, schema.items]];
  return [...named, ...listed, ...items];
}

/** Whether it describes an object. */
export function isObjectSchema({ type, properties }: Schema): boolean {
  return [type].flat().includes("object") || properties !== undefined;
}
