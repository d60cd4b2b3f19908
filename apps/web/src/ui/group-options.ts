export type ComboboxOption = {
  readonly value: string;
  readonly label: string;
  /** Quiet text at the right: a context size, a price. */
  readonly detail?: string;
  /** A second, quiet line, which is searched too. */
  readonly note?: string;
  /** Options of one group stand together under its name. */
  readonly group?: string;
};

type ComboboxGroup = { readonly value: string; readonly items: ComboboxOption[] };

/** Options by their group, both in the order in which they first come; those without one have the group "". */
export function groupOptions(options: readonly ComboboxOption[]): ComboboxGroup[] {
  const groups = Map.groupBy(options, (option) => option.group ?? "");
  return Array.from(groups, ([value, items]) => ({ value, items }));
}
