import { Check } from "lucide-react";
import { classNames } from "#ui/class-names.ts";

export const minPasswordLength = 12;

/** The one rule, and whether it is met; counted as a person counts characters. */
export function PasswordRule({ password }: { password: string }) {
  const isMet = isLongEnough(password);
  return (
    <span className={classNames("inline-flex items-center gap-1.5", isMet && "text-success-text")}>
      {isMet ? (
        <Check aria-hidden="true" className="size-3.5" />
      ) : (
        <span aria-hidden="true" className="grid size-3.5 place-items-center">
          <span className="size-1.5 rounded-full border border-current" />
        </span>
      )}
      At least {minPasswordLength} characters
      <span className="sr-only">{isMet ? " (met)" : " (not met yet)"}</span>
    </span>
  );
}

export function isLongEnough(password: string): boolean {
  return Array.from(password).length >= minPasswordLength;
}
