import type { Schema } from "#json-schema/compile-schema.ts";
import { isObject } from "#output/find-schema-faults.ts";
import { subSchemasOf } from "#output/sub-schemas.ts";

/** Whether a schema refers to itself, however far around, or to anything but one of its own `$defs`. */
export function hasUnboundedReferences(schema: Schema): boolean {
  const definitions = isObject(schema.$defs) ? schema.$defs : {};
  const finished = new Set<string>();
  const open = new Set<string>();

  function isUnbounded(place: unknown): boolean {
    if (!isObject(place)) return false;
    const { $ref, $dynamicRef } = place;
    if ($dynamicRef !== undefined) return true;
    if (typeof $ref === "string" && leadsAround($ref)) return true;
    return subSchemasOf(place).some(isUnbounded);
  }

  function leadsAround(reference: string): boolean {
    const name = /^#\/\$defs\/([^/~%]+)$/.exec(reference)?.[1];
    if (name === undefined || !Object.hasOwn(definitions, name) || open.has(name)) return true;
    if (finished.has(name)) return false;
    open.add(name);
    const found = isUnbounded(definitions[name]);
    open.delete(name);
    finished.add(name);
    return found;
  }

  return isUnbounded(schema);
}
