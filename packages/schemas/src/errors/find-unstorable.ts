import type { ErrorDetail } from "#errors/error-body.ts";

const maxDepth = 100;

type Place = { readonly value: unknown; readonly path: readonly PropertyKey[] };

/**
 * What a database of JSON and text cannot hold, wherever it stands in a request: the NUL character, half a surrogate pair,
 * and nesting without end. Fields whose content is the caller's own (metadata, a draft) have no schema that would find it.
 */
export function findUnstorable(value: unknown, at: readonly PropertyKey[] = []): ErrorDetail[] {
  const details: ErrorDetail[] = [];
  const places: Place[] = [{ value, path: at }];
  for (let place = places.pop(); place; place = places.pop()) {
    const fault = faultOf(place, at.length);
    if (fault) details.push({ path: place.path.map(String).join("."), message: fault });
    else for (const inner of placesIn(place).reverse()) places.push(inner);
  }
  return details;
}

function faultOf({ value, path }: Place, depthAtStart: number): string | null {
  const key = path.at(-1);
  return (
    (path.length - depthAtStart > maxDepth ? `Must not be nested deeper than ${maxDepth} levels.` : null) ??
    (typeof key === "string" ? textFault(key) : null) ??
    (typeof value === "string" ? textFault(value) : null)
  );
}

function textFault(text: string): string | null {
  if (text.includes("\u0000")) return "Must not contain the NUL character.";
  return text.isWellFormed()
    ? null
    : "Must be whole Unicode characters: half of a surrogate pair stands alone.";
}

function placesIn({ value, path }: Place): Place[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).map(([key, inner]) => ({ value: inner, path: [...path, key] }));
}
