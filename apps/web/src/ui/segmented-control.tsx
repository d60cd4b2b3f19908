"use client";
import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

type SegmentedControlProps<Value extends string> = {
  /** What is chosen, for screen readers. */
  readonly label: string;
  readonly value: Value;
  readonly onValueChange: (value: Value) => void;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly icon?: ReactNode }[];
  readonly className?: string;
};

/** One of two or three ways to look at the same thing; arrow keys move between them. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  const { label, value, onValueChange, options, className } = props;
  return (
    <ToggleGroup
      aria-label={label}
      value={[value]}
      onValueChange={([next]: Value[]) => next !== undefined && onValueChange(next)}
      className={classNames("inline-flex shrink-0 gap-0.5 rounded-md bg-sunken p-0.5", className)}
    >
      {options.map((option) => (
        <Toggle
          key={option.value}
          value={option.value}
          className="inline-flex h-7 items-center gap-1.5 rounded-sm px-2 text-12 text-muted select-none hover:text-text data-pressed:bg-raised data-pressed:font-medium data-pressed:text-text data-pressed:shadow-[0_0_0_1px_var(--line)] pointer-coarse:h-9 [&_svg]:size-3.5"
        >
          {option.icon}
          {option.label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
