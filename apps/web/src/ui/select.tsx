"use client";
import { Select as BaseSelect } from "@base-ui/react/select";
import { Check, ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { controlStyle, optionStyle, popupStyle } from "./control-style.ts";

export type SelectOption<Value extends string> = {
  readonly value: Value;
  readonly label: string;
  readonly description?: string;
  readonly icon?: ReactNode;
  readonly disabled?: boolean;
};

type SelectProps<Value extends string> = {
  readonly options: readonly SelectOption<Value>[];
  readonly value: Value | null;
  readonly onValueChange: (value: Value) => void;
  readonly placeholder?: string;
  /** Needed where no Field gives it a label. */
  readonly "aria-label"?: string;
  readonly name?: string;
  readonly disabled?: boolean;
  readonly className?: string;
};

/** One of a few. For more than about ten, or names people know by heart, use a Combobox. */
export function Select<Value extends string>({
  options,
  value,
  onValueChange,
  placeholder = "Choose…",
  className,
  name,
  disabled = false,
  ...rest
}: SelectProps<Value>) {
  return (
    <BaseSelect.Root
      items={options}
      value={value}
      onValueChange={(next) => next !== null && onValueChange(next)}
      disabled={disabled}
      {...(name ? { name } : {})}
    >
      <BaseSelect.Trigger
        {...rest}
        className={classNames(
          controlStyle,
          "flex h-8 items-center justify-between gap-2 px-2.5 text-left select-none data-popup-open:border-muted pointer-coarse:h-10",
          className,
        )}
      >
        <BaseSelect.Value placeholder={placeholder} className="truncate data-placeholder:text-faint" />
        <BaseSelect.Icon>
          <ChevronDown className="size-4 text-faint" aria-hidden="true" />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner
          sideOffset={4}
          alignItemWithTrigger={false}
          collisionPadding={8}
          className="z-50"
        >
          <BaseSelect.Popup
            className={classNames(popupStyle, "min-w-(--anchor-width) max-w-(--available-width)")}
          >
            <BaseSelect.List className="max-h-[min(360px,var(--available-height))] scroll-py-1 overflow-y-auto p-1">
              {options.map((option) => (
                <Option key={option.value} option={option} />
              ))}
            </BaseSelect.List>
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  );
}

function Option<Value extends string>({ option }: { option: SelectOption<Value> }) {
  return (
    <BaseSelect.Item
      value={option.value}
      label={option.label}
      disabled={option.disabled ?? false}
      className={optionStyle}
    >
      {option.icon ? <span className="mt-0.5 text-muted [&_svg]:size-4">{option.icon}</span> : null}
      <span className="min-w-0 flex-1">
        <BaseSelect.ItemText>{option.label}</BaseSelect.ItemText>
        {option.description ? <span className="block text-12 text-muted">{option.description}</span> : null}
      </span>
      <span className="grid size-5 place-items-center">
        <BaseSelect.ItemIndicator>
          <Check className="size-4 text-accent-text" aria-hidden="true" />
        </BaseSelect.ItemIndicator>
      </span>
    </BaseSelect.Item>
  );
}
