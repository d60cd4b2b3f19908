"use client";
import { Field as BaseField } from "@base-ui/react/field";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

type FieldProps = {
  readonly label: ReactNode;
  readonly help?: ReactNode;
  /** What is wrong and what to do. Announced, and tied to the control. */
  readonly error?: string | undefined;
  readonly optional?: boolean;
  readonly disabled?: boolean;
  /** `inline` puts a switch at the end of the line, `leading` a checkbox at its start. */
  readonly layout?: "stacked" | "inline" | "leading";
  /** Stands at the right end of the label's line: a value, a link. */
  readonly aside?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
};

/** Label, control, help and error of one value. The control inside finds their ids by itself. */
export function Field({
  label,
  help,
  error,
  optional = false,
  disabled = false,
  layout = "stacked",
  aside,
  className,
  children,
}: FieldProps) {
  const caption = (
    <BaseField.Label className="text-13 font-medium select-none">
      {label}
      {optional ? <span className="ml-1.5 font-normal text-faint">Optional</span> : null}
    </BaseField.Label>
  );
  const notes = (
    <>
      {error ? (
        <BaseField.Error match className="text-12 text-danger-text" role="alert">
          {error}
        </BaseField.Error>
      ) : null}
      {help ? (
        <BaseField.Description className="text-12 text-muted text-pretty">{help}</BaseField.Description>
      ) : null}
    </>
  );
  if (layout !== "stacked") {
    return (
      <BaseField.Root
        invalid={Boolean(error)}
        disabled={disabled}
        className={classNames(
          "flex items-start gap-2.5",
          layout === "leading" && "flex-row-reverse",
          className,
        )}
      >
        <div className="flex min-w-0 flex-1 flex-col gap-0.5">
          {caption}
          {notes}
        </div>
        <span className="flex h-5 items-center">{children}</span>
      </BaseField.Root>
    );
  }
  return (
    <BaseField.Root
      invalid={Boolean(error)}
      disabled={disabled}
      className={classNames("flex flex-col gap-1.5", className)}
    >
      <div className="flex items-baseline justify-between gap-2">
        {caption}
        {aside ? <div className="text-12 text-muted">{aside}</div> : null}
      </div>
      {children}
      {notes}
    </BaseField.Root>
  );
}
