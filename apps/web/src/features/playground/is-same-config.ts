import { isOrderedPart } from "#configs/is-same-value.ts";
import type { DraftConfig } from "./draft-config.ts";

export function isSameConfig(one: DraftConfig, other: DraftConfig): boolean {
  return canonical(one) === canonical(other);
}

/** Whether a part of a configuration says the same in both. */
export function isSamePart(part: string, one: DraftConfig, other: DraftConfig): boolean {
  return canonical(one[part], isOrderedPart(part)) === canonical(other[part], isOrderedPart(part));
}

/**
 * Equal for values that mean the same: the order of keys says nothing, nor does an object without any. In an output schema
 * both do: fields are asked for in their order, and an empty schema allows everything.
 */
function canonical(value: unknown, isOrdered = false): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "";
  if (Array.isArray(value)) return `[${value.map((each) => canonical(each, isOrdered)).join(",")}]`;
  const entries = Object.entries(value)
    .map(([key, inner]) => [key, canonical(inner, isOrdered || isOrderedPart(key))] as const)
    .filter(([, inner]) => isOrdered || inner !== "");
  if (entries.length === 0) return isOrdered ? "{}" : "";
  const placed = isOrdered ? entries : entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${placed.map(([key, inner]) => `${JSON.stringify(key)}:${inner}`).join(",")}}`;
}
