"use client";
import { Checkbox as BaseCheckbox } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";

type CheckboxProps = {
  readonly checked: boolean;
  readonly onCheckedChange: (checked: boolean) => void;
  /** Some, but not all, of what it stands for. */
  readonly indeterminate?: boolean;
  readonly disabled?: boolean;
  readonly name?: string;
  /** Needed where no Field gives it a label. */
  readonly "aria-label"?: string;
};

export function Checkbox({ onCheckedChange, indeterminate = false, ...rest }: CheckboxProps) {
  return (
    <BaseCheckbox.Root
      {...rest}
      indeterminate={indeterminate}
      onCheckedChange={(checked) => onCheckedChange(checked)}
      className="relative grid size-4 shrink-0 place-items-center rounded-sm border border-control-line bg-surface transition-colors after:absolute after:-inset-2 data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50 data-indeterminate:border-accent data-indeterminate:bg-accent"
    >
      <BaseCheckbox.Indicator className="text-on-accent [&_svg]:size-3 [&_svg]:stroke-3">
        {indeterminate ? <Minus aria-hidden="true" /> : <Check aria-hidden="true" />}
      </BaseCheckbox.Indicator>
    </BaseCheckbox.Root>
  );
}
