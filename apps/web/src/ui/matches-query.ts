import type { ComboboxOption } from "./group-options.ts";

/** Whether an option has every word of what was typed, in whichever of its texts. */
export function matchesQuery({ label, detail, note, group }: ComboboxOption, query: string): boolean {
  const text = [label, detail, note, group].join(" ").toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
