"use client";
import type { SlipwayEvent } from "@slipway/schemas/events/event";
import type { Run } from "@slipway/schemas/runs/run";
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { CopyButton } from "#ui/copy-button.tsx";
import { type FailureStory, tellFailure } from "./failure-story.ts";

type FailurePanelProps = { readonly run: Run; readonly events: readonly SlipwayEvent[] };

/** Why a run failed, what is likely behind it and what to try; its details can be taken along. */
export function FailurePanel({ run, events }: FailurePanelProps) {
  if (run.status !== "failed" || !run.error) return null;
  const { code, message, hint, retryable, details } = run.error;
  const story = tellFailure(events);
  const report = {
    run: run.id,
    trace: run.traceId,
    app: run.app.slug,
    revision: run.revision,
    model: run.model,
    stopReason: run.stopReason,
    error: run.error,
    ...story,
  };
  return (
    <section aria-label="Failure" className="flex gap-2.5 rounded-md bg-danger-fill px-3 py-2.5">
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-danger-text" />
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <div>
          <p className="font-medium text-danger-text wrap-anywhere">{message}</p>
          {hint ? <p className="text-pretty wrap-anywhere">{hint}</p> : null}
          <p className="text-12 text-muted">
            <code>{code}</code> ·{" "}
            {retryable ? "Asking again may work." : "Asking again will fail the same way."}
          </p>
        </div>
        <Story story={story} />
        {details && Object.keys(details).length > 0 ? (
          <Fold label="Details">
            <pre className="overflow-x-auto whitespace-pre-wrap wrap-anywhere">
              {JSON.stringify(details, null, 2)}
            </pre>
          </Fold>
        ) : null}
      </div>
      <CopyButton text={JSON.stringify(report, null, 2)} label="Copy details" />
    </section>
  );
}

function Story({ story: { said, tools } }: { story: FailureStory }) {
  return (
    <>
      {tools.length > 0 ? (
        <Fold label={`Last tools (${tools.length})`}>
          <ol aria-label="Last tools">
            {tools.map(({ callId, name, argument, problem }) => (
              <li key={callId} className="truncate">
                <span className="font-medium">{name}</span> {argument}
                {problem ? <span className="text-danger-text"> · {problem}</span> : null}
              </li>
            ))}
          </ol>
        </Fold>
      ) : null}
      {said.length > 0 ? (
        <Fold label="Last messages">
          <ol aria-label="Last messages" className="flex flex-col gap-1">
            {said.map(({ role, text }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: they are never reordered.
              <li key={at} className="whitespace-pre-wrap wrap-anywhere">
                <span className="font-medium">{role === "user" ? "Asked: " : "Answered: "}</span>
                {text}
              </li>
            ))}
          </ol>
        </Fold>
      ) : null}
    </>
  );
}

function Fold({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details className="text-12">
      <summary className="w-fit text-muted">{label}</summary>
      <div className="mt-1">{children}</div>
    </details>
  );
}
