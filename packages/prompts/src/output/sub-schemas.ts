import { isObject } from "#output/find-schema-faults.ts";

const named = ["properties", "$defs"];
const listed = ["anyOf", "allOf", "oneOf", "prefixItems"];
const single = ["items", "additionalProperties"];

/** The schemas directly within one, where a provider may look for them. */
export function subSchemasOf(schema: object): readonly unknown[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    if (named.includes(keyword)) return isObject(value) ? Object.values(value) : [];
    if (listed.includes(keyword)) return Array.isArray(value) ? value : [];
    return single.includes(keyword) && isObject(value) ? [value] : [];
  });
}
