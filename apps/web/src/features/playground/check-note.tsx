import { TriangleAlert } from "lucide-react";
import type { DraftCheck } from "./draft-check.ts";

/** Sums up before a message is sent what the server says of the draft. Nothing where it says nothing. */
export function CheckNote({ check }: { check: DraftCheck }) {
  const faults = [...check.faults.values()];
  const notes = faults.length > 0 ? faults : check.warnings.map(({ message }) => message);
  const [first, ...rest] = notes;
  if (first === undefined) return null;
  return (
    <p
      role="status"
      className="flex items-start gap-1.5 px-1 pb-1.5 text-12 text-muted"
      title={notes.join("\n")}
    >
      <TriangleAlert
        aria-hidden="true"
        className={`mt-0.5 size-3.5 shrink-0 ${faults.length > 0 ? "text-danger-text" : "text-warning-text"}`}
      />
      <span className="min-w-0 text-pretty">
        {faults.length > 0 ? "This would not run. " : ""}
        {first}
        {rest.length > 0 ? ` And ${rest.length} more.` : ""}
      </span>
    </p>
  );
}
