import type { RunError } from "@slipway/schemas/runs/run-error";
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

type ErrorMarkProps = {
  readonly error: Pick<RunError, "message" | "hint">;
  /** What can be done right here. */
  readonly action?: ReactNode;
};

/** Why an answer failed, where the answer would stand. What was written before stays above it. */
export function ErrorMark({ error, action }: ErrorMarkProps) {
  return (
    <div className="flex gap-2.5 rounded-md bg-danger-fill px-3 py-2.5">
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-danger-text" />
      <div className="min-w-0 flex-1">
        <p className="font-medium text-danger-text wrap-anywhere">{error.message}</p>
        {error.hint ? <p className="text-text text-pretty wrap-anywhere">{error.hint}</p> : null}
        {action ? <div className="mt-2">{action}</div> : null}
      </div>
    </div>
  );
}
