/**
 * Equal texts for JSON values that mean the same: the order of keys says nothing, nor does a key without a value. Except in
 * an output schema: a model is asked for its properties in their order.
 */
export function canonicalJson(value: unknown, isOrdered = false): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map((each) => canonicalJson(each, isOrdered)).join(",")}]`;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  const placed = isOrdered ? entries : entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const inside = placed.map(([key, inner]) => {
    return `${JSON.stringify(key)}:${canonicalJson(inner, isOrdered || isOrderedPart(key))}`;
  });
  return `{${inside.join(",")}}`;
}

/** `path`: where in a configuration the values stand, or its whole. */
export function isSameValue(one: unknown, other: unknown, path = ""): boolean {
  const isOrdered = isOrderedPart(path);
  return canonicalJson(one, isOrdered) === canonicalJson(other, isOrdered);
}

/** Whether the order of keys matters at a dotted path of a configuration. */
export function isOrderedPart(path: string): boolean {
  return path === "outputSchema" || path.startsWith("outputSchema.");
}
