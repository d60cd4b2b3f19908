"use client";
import { NumberField as BaseNumberField } from "@base-ui/react/number-field";
import { classNames } from "./class-names.ts";

type NumberCellProps = {
  readonly "aria-label": string;
  /** `null` is an empty cell. */
  readonly value: number | null;
  /** Once typing is done (Enter, or leaving the cell), and only when it is another number. */
  readonly onValueCommitted: (value: number | null) => void;
  readonly min?: number;
  readonly max?: number;
  readonly placeholder?: string;
  readonly className?: string;
};

/** A number in a table that is edited where it stands. */
export function NumberCell({
  value,
  onValueCommitted,
  placeholder = "—",
  className,
  "aria-label": label,
  ...limits
}: NumberCellProps) {
  return (
    <BaseNumberField.Root
      // A value that the server refused comes back: the cell starts over with it.
      key={value}
      defaultValue={value ?? undefined}
      onValueCommitted={(next) => {
        if (next !== value) onValueCommitted(next);
      }}
      {...limits}
    >
      <BaseNumberField.Input
        aria-label={label}
        placeholder={placeholder}
        onFocus={(event) => event.currentTarget.select()}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
        }}
        className={classNames(
          "h-7 w-full min-w-0 rounded-sm border border-transparent bg-transparent px-1.5 text-right tabular-nums transition-colors placeholder:text-faint hover:border-control-line focus-visible:border-transparent focus-visible:bg-surface focus-visible:-outline-offset-1 pointer-coarse:h-9 pointer-coarse:text-16",
          className,
        )}
      />
    </BaseNumberField.Root>
  );
}
