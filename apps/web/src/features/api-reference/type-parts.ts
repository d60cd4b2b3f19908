import { type ShownSchema, shownSchema } from "./read-reference.ts";

/** A piece of a type's notation: plain text, or the name of a schema to link to. */
export type TypePart = { readonly text: string; readonly schema?: string };

const plain = (text: string): TypePart => ({ text });

/** A JSON Schema in the short notation of types: `"a" | "b"`, `Run[]`, `string | null`. */
export function typeParts(schema: ShownSchema): TypePart[] {
  if (schema.$ref) {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1);
    return [{ text: name, schema: name }];
  }
  if ("const" in schema) return [plain(JSON.stringify(schema.const))];
  if (Array.isArray(schema.enum))
    return [plain(schema.enum.map((value) => JSON.stringify(value)).join(" | "))];
  const either = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(either)) return joined(either.map((one) => typeParts(shownSchema(one))));
  if (schema.type === "array") return listParts(typeParts(shownSchema(schema.items)));
  if (schema.properties && schema.type === "object") return objectParts(schema);
  if (Array.isArray(schema.type)) return [plain(schema.type.join(" | "))];
  if (typeof schema.type === "string") return [plain(schema.type)];
  return [plain("any")];
}

/** Only of small ones that have no name of their own: those with a name are linked to. */
function objectParts({ properties = {}, required = [] }: ShownSchema): TypePart[] {
  const fields = Object.entries(properties).map(([name, value]) => [
    plain(`${name}${required.includes(name) ? "" : "?"}: `),
    ...typeParts(shownSchema(value)),
  ]);
  return [
    plain("{ "),
    ...fields.flatMap((parts, index) => (index === 0 ? parts : [plain(", "), ...parts])),
    plain(" }"),
  ];
}

function joined(types: readonly TypePart[][]): TypePart[] {
  return types.flatMap((parts, index) => (index === 0 ? parts : [plain(" | "), ...parts]));
}

function listParts(item: TypePart[]): TypePart[] {
  return item.length === 1 && !item[0]?.text.includes("|")
    ? [...item, plain("[]")]
    : [plain("("), ...item, plain(")[]")];
}

const limits = [
  ["minimum", (value: unknown) => `at least ${value}`],
  ["exclusiveMinimum", (value: unknown) => `more than ${value}`],
  ["maximum", (value: unknown) => `at most ${value}`],
  ["minLength", (value: unknown) => `at least ${value} characters`],
  ["maxLength", (value: unknown) => `at most ${value} characters`],
  ["minItems", (value: unknown) => `at least ${value} items`],
  ["maxItems", (value: unknown) => `at most ${value} items`],
  ["default", (value: unknown) => `${JSON.stringify(value)} unless given`],
] as const;

/** The largest whole number that JavaScript holds: zod writes it where no limit is meant. */
const noLimit = new Set([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]);

/** What a value must keep to, in words. */
export function limitsOf(schema: ShownSchema): string {
  return limits
    .filter(([key]) => schema[key] !== undefined && !noLimit.has(Number(schema[key])))
    .map(([key, say]) => say(schema[key]))
    .join(", ");
}
