"use client";
import type { Run } from "@slipway/schemas/runs/run";
import { StatusDot } from "#ui/status-dot.tsx";
import { compareFigures } from "./compare-figures.ts";
import { FigureLine } from "./figure-line.tsx";

type CaseCellViewProps = {
  /** Which case and pane it is, for those who do not see the table. */
  readonly name: string;
  readonly run: Run | undefined;
  /** The first pane's run of the same case. */
  readonly first: Run | undefined;
  /** Why no run was started. */
  readonly problem: string | undefined;
  readonly onRead: () => void;
};

/** What a pane made of a case: enough to see how it went, and a way to read all of it. */
export function CaseCellView({ name, run, first, problem, onRead }: CaseCellViewProps) {
  if (!run) {
    return problem ? (
      <p role="alert" className="px-3 py-2 text-12 text-danger-text wrap-anywhere">
        Not started. {problem}
      </p>
    ) : (
      <p className="px-3 py-2 text-12 text-faint">Not run</p>
    );
  }
  const words = run.error?.message ?? run.output?.text.trim();
  return (
    <button
      type="button"
      onClick={onRead}
      className="flex w-full flex-col gap-1 px-3 py-2 text-left hover:bg-hover focus-visible:-outline-offset-2"
    >
      <span className="sr-only">Read the output of {name}: </span>
      <span className="flex w-full min-w-0 gap-2">
        <StatusDot status={run.status} className="shrink-0" />
        <span className="line-clamp-3 min-w-0 whitespace-pre-line wrap-anywhere">
          {words || (run.finishedAt ? "No words" : "…")}
        </span>
      </span>
      {run.finishedAt ? (
        <FigureLine figures={compareFigures(run, first?.finishedAt ? first : undefined)} className="pl-5" />
      ) : null}
    </button>
  );
}
