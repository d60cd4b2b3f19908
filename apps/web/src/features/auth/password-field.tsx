"use client";
import { type ReactNode, type Ref, useState } from "react";
import { Field } from "#ui/field.tsx";
import { Input } from "#ui/input.tsx";

type PasswordFieldProps = {
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  readonly autoComplete: "current-password" | "new-password";
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  readonly inputRef?: Ref<HTMLInputElement>;
};

/** A password that can be shown while it is typed. */
export function PasswordField({ help, error, inputRef, autoComplete, ...input }: PasswordFieldProps) {
  const [isShown, setIsShown] = useState(false);
  return (
    <Field label="Password" help={help} error={error}>
      <div className="relative">
        <Input
          {...input}
          {...(inputRef ? { ref: inputRef } : {})}
          type={isShown ? "text" : "password"}
          name="password"
          autoComplete={autoComplete}
          required
          spellCheck={false}
          autoCapitalize="none"
          className="h-10 pr-15 text-14"
        />
        <button
          type="button"
          aria-pressed={isShown}
          aria-label="Show the password"
          onClick={() => setIsShown(!isShown)}
          className="absolute inset-y-1 right-1 rounded-sm px-2.5 text-12 font-medium text-muted hover:bg-hover hover:text-text"
        >
          {isShown ? "Hide" : "Show"}
        </button>
      </div>
    </Field>
  );
}
