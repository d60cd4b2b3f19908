import type { Variables } from "@slipway/schemas/apps/shared-parts";
import type { Tag } from "#templates/find-tags.ts";

export type Variable = Variables[number];

/** What a prompt asks for: the variables that are declared, then those that it only names, which are required. */
export function listVariables(
  declared: readonly Variable[],
  tags: readonly Pick<Tag, "kind" | "name">[],
): readonly Variable[] {
  const known = new Set(declared.map(({ name }) => name));
  const named = tags.filter(({ kind, name }) => kind !== "comment" && !known.has(name));
  return [
    ...declared,
    ...[...new Set(named.map(({ name }) => name))].map((name) => ({ name, required: true })),
  ];
}
