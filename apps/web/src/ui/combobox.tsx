"use client";
import { Combobox as BaseCombobox } from "@base-ui/react/combobox";
import { Check, ChevronDown, Search } from "lucide-react";
import { classNames } from "./class-names.ts";
import { controlStyle, optionStyle, popupStyle } from "./control-style.ts";
import { type ComboboxOption, groupOptions } from "./group-options.ts";
import { matchesQuery } from "./matches-query.ts";

type ComboboxProps = {
  readonly options: readonly ComboboxOption[];
  readonly value: string | null;
  readonly onValueChange: (value: string) => void;
  readonly placeholder?: string;
  readonly searchPlaceholder?: string;
  /** Shown when the search finds nothing. */
  readonly emptyText?: string;
  /** Needed where no Field gives it a label. */
  readonly "aria-label"?: string;
  readonly disabled?: boolean;
  readonly className?: string;
};

/** One of many, found by typing. */
export function Combobox({
  options,
  value,
  onValueChange,
  placeholder = "Choose…",
  searchPlaceholder = "Search…",
  emptyText = "Nothing found",
  disabled = false,
  className,
  ...rest
}: ComboboxProps) {
  const selected = options.find((option) => option.value === value) ?? null;
  return (
    <BaseCombobox.Root
      items={groupOptions(options)}
      value={selected}
      onValueChange={(next: ComboboxOption | null) => next && onValueChange(next.value)}
      isItemEqualToValue={(one: ComboboxOption, other: ComboboxOption) => one.value === other.value}
      itemToStringLabel={(option: ComboboxOption) => option.label}
      filter={matchesQuery}
      disabled={disabled}
      autoHighlight
    >
      <BaseCombobox.Trigger
        {...rest}
        className={classNames(
          controlStyle,
          "flex h-8 items-center justify-between gap-2 px-2.5 text-left select-none data-popup-open:border-muted pointer-coarse:h-10",
          className,
        )}
      >
        <span className={classNames("truncate", !selected && "text-faint")}>
          {selected?.label ?? placeholder}
        </span>
        <ChevronDown className="size-4 shrink-0 text-faint" aria-hidden="true" />
      </BaseCombobox.Trigger>
      <BaseCombobox.Portal>
        <BaseCombobox.Positioner align="start" sideOffset={4} collisionPadding={8} className="z-50">
          <BaseCombobox.Popup
            aria-label={searchPlaceholder}
            className={classNames(popupStyle, "w-[max(var(--anchor-width),18rem)] max-w-(--available-width)")}
          >
            <div className="flex items-center gap-2 border-b border-line px-3">
              <Search className="size-4 shrink-0 text-faint" aria-hidden="true" />
              <BaseCombobox.Input
                placeholder={searchPlaceholder}
                className="h-9 w-full bg-transparent text-13 outline-none pointer-coarse:h-11 pointer-coarse:text-16"
              />
            </div>
            <BaseCombobox.Empty>
              <p className="px-3 py-4 text-muted">{emptyText}</p>
            </BaseCombobox.Empty>
            <BaseCombobox.List className="max-h-[min(360px,calc(var(--available-height)-40px))] scroll-py-1 overflow-y-auto overscroll-contain p-1 empty:p-0">
              {(group: { value: string; items: ComboboxOption[] }) => (
                <BaseCombobox.Group key={group.value} items={group.items} className="not-first:mt-1">
                  {group.value ? (
                    <BaseCombobox.GroupLabel className="px-2 py-1 text-12 text-faint">
                      {group.value}
                    </BaseCombobox.GroupLabel>
                  ) : null}
                  <BaseCombobox.Collection>
                    {(option: ComboboxOption) => <Option key={option.value} option={option} />}
                  </BaseCombobox.Collection>
                </BaseCombobox.Group>
              )}
            </BaseCombobox.List>
          </BaseCombobox.Popup>
        </BaseCombobox.Positioner>
      </BaseCombobox.Portal>
    </BaseCombobox.Root>
  );
}

function Option({ option }: { option: ComboboxOption }) {
  return (
    <BaseCombobox.Item value={option} className={classNames(optionStyle, "items-center")}>
      <span className="min-w-0 flex-1">
        <span className="block truncate">{option.label}</span>
        {option.note ? <span className="block truncate text-12 text-muted">{option.note}</span> : null}
      </span>
      {option.detail ? (
        <span className="shrink-0 text-12 text-muted tabular-nums">{option.detail}</span>
      ) : null}
      <span className="grid size-4 shrink-0 place-items-center">
        <BaseCombobox.ItemIndicator>
          <Check className="size-4 text-accent-text" aria-hidden="true" />
        </BaseCombobox.ItemIndicator>
      </span>
    </BaseCombobox.Item>
  );
}
