import { Check, Minus } from "lucide-react";

type RowCheckboxProps = {
  readonly label: string;
  readonly checked: boolean;
  /** Some, but not all, of what it stands for. */
  readonly indeterminate?: boolean;
  /** With Shift: from the one before to this one. */
  readonly onChange: (checked: boolean, withShift: boolean) => void;
};

/** Chooses a row of a long table: the browser's own checkbox, because there are as many as rows. Keys are the row's. */
export function RowCheckbox({ label, checked, indeterminate = false, onChange }: RowCheckboxProps) {
  return (
    <label className="grid size-7 cursor-default place-items-center pointer-coarse:size-9 [&>*]:col-start-1 [&>*]:row-start-1">
      <input
        type="checkbox"
        tabIndex={-1}
        aria-label={label}
        checked={checked}
        ref={(input) => {
          if (input) input.indeterminate = indeterminate;
        }}
        onChange={(event) => {
          const click = event.nativeEvent;
          onChange(event.currentTarget.checked, click instanceof MouseEvent && click.shiftKey);
        }}
        className="peer size-4 appearance-none rounded-sm border border-control-line bg-surface transition-colors checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent hover:border-muted"
      />
      {indeterminate ? (
        <Minus aria-hidden="true" className="pointer-events-none size-3 stroke-3 text-on-accent" />
      ) : (
        <Check
          aria-hidden="true"
          className="pointer-events-none invisible size-3 stroke-3 text-on-accent peer-checked:visible"
        />
      )}
    </label>
  );
}
