"use client";
import { Input } from "#ui/input.tsx";

type KeyInputProps = {
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
  readonly "aria-label"?: string;
};

/** A provider's key: hidden while typed, and no password manager's business. */
export function KeyInput(props: KeyInputProps) {
  return (
    <Input
      {...props}
      type="password"
      mono
      autoComplete="off"
      data-1p-ignore=""
      data-lpignore="true"
      spellCheck={false}
    />
  );
}
