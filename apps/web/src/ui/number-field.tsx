"use client";
import { NumberField as BaseNumberField } from "@base-ui/react/number-field";
import { Minus, Plus } from "lucide-react";
import { classNames } from "./class-names.ts";
import { controlStyle } from "./control-style.ts";

type NumberFieldProps = {
  /** `null` is an empty field. */
  readonly value: number | null;
  readonly onValueChange: (value: number | null) => void;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly "aria-label"?: string;
  readonly className?: string;
};

/** A number, typed or stepped with the arrow keys (Shift for ten steps, Alt for a tenth). */
export function NumberField({ value, onValueChange, placeholder, className, ...rest }: NumberFieldProps) {
  const { "aria-label": label, ...limits } = rest;
  const stepStyle =
    "grid h-full w-7 shrink-0 place-items-center text-faint hover:text-text data-disabled:opacity-40 pointer-coarse:w-10";
  return (
    <BaseNumberField.Root
      value={value}
      onValueChange={(next) => onValueChange(next)}
      {...limits}
      className={className ?? ""}
    >
      <BaseNumberField.Group
        className={classNames(
          controlStyle,
          "flex h-8 items-center has-focus-visible:outline-2 has-focus-visible:-outline-offset-1 has-focus-visible:outline-focus pointer-coarse:h-10",
        )}
      >
        <BaseNumberField.Input
          aria-label={label}
          placeholder={placeholder}
          className="h-full w-full min-w-0 flex-1 bg-transparent pl-2.5 tabular-nums outline-none"
        />
        <BaseNumberField.Decrement className={stepStyle} aria-label="Decrease">
          <Minus className="size-3.5" aria-hidden="true" />
        </BaseNumberField.Decrement>
        <BaseNumberField.Increment className={stepStyle} aria-label="Increase">
          <Plus className="size-3.5" aria-hidden="true" />
        </BaseNumberField.Increment>
      </BaseNumberField.Group>
    </BaseNumberField.Root>
  );
}
