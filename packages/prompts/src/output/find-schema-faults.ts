import type { ErrorDetail } from "@slipway/schemas/errors/error-body";

const longestSchema = 64_000;
const mostPlaces = 3_000;
const deepest = 50;
const draft = "https://json-schema.org/draft/2020-12/schema";

/**
 * What of an output schema cannot be taken, by its path: it may be as large as a model can be expected to read, and refers
 * to nothing outside itself. Whether it is a schema at all is for `compileSchema` to say.
 */
export function findSchemaFaults(schema: unknown): readonly ErrorDetail[] {
  if (!isObject(schema)) return [{ path: "", message: "Expected a JSON object: a schema." }];
  if (JSON.stringify(schema).length > longestSchema)
    return [
      { path: "", message: `Must not be longer than ${longestSchema.toLocaleString("en")} characters.` },
    ];
  const details: ErrorDetail[] = [];
  const places: Place[] = [{ value: schema, path: [] }];
  for (let place = places.pop(), seen = 1; place; place = places.pop(), seen += 1) {
    if (seen > mostPlaces || place.path.length > deepest) {
      return [{ path: "", message: "Is too large: make it flatter, or leave parts of it out." }];
    }
    const fault = faultOf(place);
    if (fault) details.push({ path: place.path.join("."), message: fault });
    for (const [key, value] of entriesOf(place.value)) places.push({ value, path: [...place.path, key] });
  }
  return details.toReversed();
}

type Place = { readonly value: unknown; readonly path: readonly string[] };

function faultOf({ value, path }: Place): string | null {
  const key = path.at(-1);
  // Where the path names a property, `$ref` and the like are names as any other.
  if (typeof value !== "string" || path.at(-2) === "properties") return null;
  if ((key === "$ref" || key === "$dynamicRef") && !value.startsWith("#"))
    return "Refers to another document. References start with #.";
  if (key === "$schema" && value.replace(/#$/, "") !== draft)
    return `Only draft 2020-12 is understood: ${draft}.`;
  return null;
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

/** Whether a value can be a schema; `true` and `false` are ones that say nothing. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
