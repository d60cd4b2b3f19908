import type { Schema } from "#json-schema/compile-schema.ts";
import { isObject } from "#output/find-schema-faults.ts";
import { hasUnboundedReferences } from "#output/has-unbounded-references.ts";

/**
 * What the providers take that hold a model to every schema they are given.
 * Sources: Anthropic's guide "Structured outputs" and Google's reference of `GenerationConfig.responseJsonSchema`.
 */
const dialects = {
  anthropic: {
    keywords: new Set("type enum const title description default".split(" ")),
    formats: ["date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"],
    lists: new Set(["anyOf", "allOf"]),
    closesObjects: true,
  },
  google: {
    keywords: new Set("type title description enum minItems maxItems minimum maximum".split(" ")),
    formats: ["date-time", "date", "time"],
    lists: new Set(["anyOf", "oneOf", "prefixItems"]),
    closesObjects: false,
  },
} as const;
type Dialect = (typeof dialects)[keyof typeof dialects];

/** They say nothing about a value. */
const asides = new Set(["$schema", "$id", "$comment", "$anchor", "examples"]);

/** Thrown where a part cannot be said at all, and caught by `fitSchema` alone. */
class Inexpressible extends Error {}

/**
 * The schema as a provider takes it, in the author's order. A constraint that it does not know is said in the description:
 * every value that is asked for is one the whole schema allows. Null: leaving it out or closing an object would not do.
 */
export function fitSchema(schema: Schema, dialect: keyof typeof dialects): Schema | null {
  if (hasUnboundedReferences(schema)) return null;
  try {
    return express(schema, dialects[dialect]);
  } catch (error) {
    if (error instanceof Inexpressible) return null;
    throw error;
  }
}

function express(schema: unknown, dialect: Dialect): Schema {
  if (!isObject(schema)) throw new Inexpressible();
  // Beside a reference nothing else is taken.
  if (schema.$ref !== undefined) return { $ref: schema.$ref, ...fitDefinitions(schema, dialect) };
  const fitted: Record<string, unknown> = {};
  const unsaid: string[] = [];
  for (const [keyword, value] of Object.entries(schema)) {
    if (asides.has(keyword)) continue;
    const taken = fitKeyword(keyword, value, dialect);
    if (taken === undefined) unsaid.push(`${keyword}: ${JSON.stringify(value)}`);
    else fitted[keyword] = taken;
  }
  if (dialect.closesObjects && isObjectSchema(schema)) close(fitted);
  if (unsaid.length === 0) return fitted;
  const said = typeof schema.description === "string" ? `${schema.description} ` : "";
  return { ...fitted, description: `${said}(${unsaid.join(", ")})` };
}

/** Undefined: the dialect does not know it. */
function fitKeyword(keyword: string, value: unknown, dialect: Dialect): unknown {
  switch (keyword) {
    case "properties":
    case "$defs":
      return fitNamed(value, dialect);
    case "items":
      return express(value, dialect);
    case "required":
      return value;
    case "additionalProperties":
      return fitFurther(value, dialect);
    case "minItems":
      // Whether a list is empty is all that some are held to.
      return dialect.closesObjects && Number(value) > 1 ? undefined : value;
    case "format":
      return dialect.formats.some((format) => format === value) ? value : undefined;
    default:
      if (isOneOf(dialect.lists, keyword))
        return Array.isArray(value) ? value.map((each) => express(each, dialect)) : value;
      return isOneOf(dialect.keywords, keyword) ? value : undefined;
  }
}

/** What an object may have besides what it names. */
function fitFurther(value: unknown, dialect: Dialect): unknown {
  if (value === false || (value === true && !dialect.closesObjects)) return value;
  if (dialect.closesObjects) throw new Inexpressible();
  return express(value, dialect);
}

function isOneOf(names: ReadonlySet<string>, name: string): boolean {
  return names.has(name);
}

function fitNamed(schemas: unknown, dialect: Dialect): Schema {
  if (!isObject(schemas)) throw new Inexpressible();
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, express(schema, dialect)]),
  );
}

function fitDefinitions({ $defs }: Schema, dialect: Dialect): Schema {
  return $defs === undefined ? {} : { $defs: fitNamed($defs, dialect) };
}

function isObjectSchema({ type, properties }: Schema): boolean {
  return [type].flat().includes("object") || properties !== undefined;
}

/** An object whose properties have no names cannot be closed: nothing could be said in it. */
function close(fitted: Record<string, unknown>): void {
  if (!isObject(fitted.properties) && fitted.additionalProperties !== false) throw new Inexpressible();
  fitted.additionalProperties = false;
}
