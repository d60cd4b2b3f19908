import type { ComboboxOption } from "./combobox.tsx";

export type ComboboxGroup = { readonly value: string; readonly items: ComboboxOption[] };

/** Options by their group, both in the order in which they first come; those without one have the group "". */
export function groupOptions(options: readonly ComboboxOption[]): ComboboxGroup[] {
  const groups = Map.groupBy(options, (option) => option.group ?? "");
  return Array.from(groups, ([value, items]) => ({ value, items }));
}
