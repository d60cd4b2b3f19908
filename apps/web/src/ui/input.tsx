"use client";
import { Input as BaseInput } from "@base-ui/react/input";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { controlStyle } from "./control-style.ts";

type InputProps = Omit<ComponentProps<typeof BaseInput>, "className" | "render"> & {
  readonly className?: string;
  /** For ids, keys, code. */
  readonly mono?: boolean;
};

export function Input({ className, mono = false, ...rest }: InputProps) {
  return (
    <BaseInput
      {...rest}
      className={classNames(controlStyle, "h-8 px-2.5 pointer-coarse:h-10", mono && "font-mono", className)}
    />
  );
}
