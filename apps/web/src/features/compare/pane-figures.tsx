"use client";
import type { Run } from "@slipway/schemas/runs/run";
import type { Route } from "next";
import { type SessionStore, type SessionView, useSession } from "#features/live/index.ts";
import { QuietLink } from "#ui/quiet-link.tsx";
import { StatusDot } from "#ui/status-dot.tsx";
import { compareFigures } from "./compare-figures.ts";
import { FigureLine } from "./figure-line.tsx";

type PaneFiguresProps = {
  readonly store: SessionStore;
  /** What it is compared with; null: it is the first one itself. */
  readonly first: SessionStore | null;
};

/** What the last answer of a pane took, beside what the first pane's answer to the same took. */
export function PaneFigures({ store, first }: PaneFiguresProps) {
  const run = useSession(store, lastEnded);
  const other = useSession(first ?? store, (view) => (run ? sameComparison(view, run) : undefined));
  if (!run) return <p className="flex min-h-10 items-center text-12 text-faint">Not asked yet</p>;
  return (
    <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1">
      <StatusDot status={run.status} />
      <FigureLine figures={compareFigures(run, first && other?.finishedAt ? other : undefined)} />
      <QuietLink
        href={`/runs/${run.id}` as Route}
        className="ml-auto rounded-sm text-12 text-muted underline decoration-transparent underline-offset-2 hover:text-text hover:decoration-current"
      >
        Run
      </QuietLink>
    </div>
  );
}

function lastEnded({ runs }: SessionView): Run | undefined {
  let last: Run | undefined;
  for (const run of runs.values()) if (run.finishedAt !== null && (!last || run.id > last.id)) last = run;
  return last;
}

function sameComparison({ runs }: SessionView, { metadata }: Run): Run | undefined {
  if (metadata.comparison === undefined) return undefined;
  for (const run of runs.values()) if (run.metadata.comparison === metadata.comparison) return run;
  return undefined;
}
