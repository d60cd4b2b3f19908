"use client";
import { Field } from "@base-ui/react/field";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { controlStyle } from "./control-style.ts";

type TextareaProps = Omit<ComponentProps<"textarea">, "defaultValue" | "onChange" | "rows" | "value"> & {
  readonly value?: string;
  readonly defaultValue?: string;
  readonly onValueChange?: (value: string) => void;
  readonly minLines?: number;
  /** It grows with its text up to here, then scrolls. */
  readonly maxLines?: number;
  readonly mono?: boolean;
  /** Without an edge of its own, for a composer that draws one around more than the text. */
  readonly bare?: boolean;
};

export function Textarea({
  value,
  defaultValue,
  onValueChange,
  minLines = 2,
  maxLines = 12,
  mono = false,
  bare = false,
  className,
  style,
  ...rest
}: TextareaProps) {
  return (
    <Field.Control
      {...(value === undefined ? {} : { value })}
      {...(defaultValue === undefined ? {} : { defaultValue })}
      {...(onValueChange ? { onValueChange } : {})}
      className={classNames(
        bare
          ? "w-full bg-transparent text-14 text-text outline-none focus-visible:outline-none pointer-coarse:text-16"
          : controlStyle,
        "block resize-none px-2.5 py-1.5 field-sizing-content",
        mono && "font-mono",
        className,
      )}
      style={{ minHeight: `calc(${minLines}lh + 14px)`, maxHeight: `calc(${maxLines}lh + 14px)`, ...style }}
      render={<textarea rows={minLines} {...rest} />}
    />
  );
}
