"use client";
import type { Run } from "@slipway/schemas/runs/run";
import { CircleAlert } from "lucide-react";
import { CopyButton } from "#ui/copy-button.tsx";

/** Why a run failed, what is likely behind it and what to try; its details can be taken along. */
export function FailurePanel({ run }: { run: Run }) {
  if (run.status !== "failed" || !run.error) return null;
  const { code, message, hint, retryable, details } = run.error;
  const report = JSON.stringify(
    { run: run.id, trace: run.traceId, model: run.model, error: run.error },
    null,
    2,
  );
  return (
    <section aria-label="Failure" className="flex gap-2.5 rounded-md bg-danger-fill px-3 py-2.5">
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-danger-text" />
      <div className="min-w-0 flex-1">
        <p className="font-medium text-danger-text wrap-anywhere">{message}</p>
        {hint ? <p className="text-pretty wrap-anywhere">{hint}</p> : null}
        <p className="text-12 text-muted">
          <code>{code}</code> ·{" "}
          {retryable ? "Asking again may work." : "Asking again will fail the same way."}
        </p>
        {details && Object.keys(details).length > 0 ? (
          <details className="mt-1 text-12">
            <summary className="text-muted">Details</summary>
            <pre className="mt-1 overflow-x-auto whitespace-pre-wrap wrap-anywhere">
              {JSON.stringify(details, null, 2)}
            </pre>
          </details>
        ) : null}
      </div>
      <CopyButton text={report} label="Copy details" />
    </section>
  );
}
