"use client";
import { Switch as BaseSwitch } from "@base-ui/react/switch";

type SwitchProps = {
  readonly checked: boolean;
  readonly onCheckedChange: (checked: boolean) => void;
  readonly disabled?: boolean;
  readonly name?: string;
  /** Needed where no Field gives it a label. */
  readonly "aria-label"?: string;
};

/** On or off, at once. A choice that waits for "Save" is a Checkbox. */
export function Switch({ onCheckedChange, ...rest }: SwitchProps) {
  return (
    <BaseSwitch.Root
      {...rest}
      onCheckedChange={(checked) => onCheckedChange(checked)}
      className="relative flex h-5 w-8 shrink-0 items-center rounded-full border border-control-line bg-selected p-0.5 transition-colors after:absolute after:-inset-2 data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50"
    >
      <BaseSwitch.Thumb className="size-3.5 rounded-full bg-muted transition-transform data-checked:translate-x-3 data-checked:bg-on-accent" />
    </BaseSwitch.Root>
  );
}
