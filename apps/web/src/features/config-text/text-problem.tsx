import type { TextFault } from "./text-fault.ts";

type TextProblemProps = {
  readonly fault: TextFault | null;
  /** By dotted path. */
  readonly errors: ReadonlyMap<string, string>;
};

/** What is wrong in a text, in words: its marks tell only who points at them. */
export function TextProblem({ fault, errors }: TextProblemProps) {
  const words = fault ? `Line ${fault.line}: ${fault.message}` : firstOf(errors);
  return (
    <div aria-live="polite" className="shrink-0">
      {words ? (
        <p className="max-h-24 overflow-y-auto border-t border-line bg-danger-fill px-3 py-2 text-12 text-danger-text wrap-anywhere">
          {words}
        </p>
      ) : null}
    </div>
  );
}

function firstOf(errors: ReadonlyMap<string, string>): string | null {
  const [first] = errors;
  if (!first) return null;
  const [path, message] = first;
  return `${path}: ${message}${errors.size > 1 ? ` And ${errors.size - 1} more.` : ""}`;
}
