import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { areTokensKnown } from "#lib/are-tokens-known.ts";
import { ElapsedTime } from "#ui/elapsed-time.tsx";
import { formatCost } from "#ui/format-cost.ts";
import { formatCount } from "#ui/format-count.ts";
import { formatDuration } from "#ui/format-duration.ts";
import { RelativeTime } from "#ui/relative-time.tsx";
import { runStatusLabels } from "#ui/run-status-labels.ts";
import { StatusDot } from "#ui/status-dot.tsx";
import type { ListedRun } from "./projects/run-scope.ts";
import { firstWords, sourceLabels, stopReasonLabels, whyItEnded } from "./run-words.ts";
import { SenderName } from "./senders/sender-name.tsx";

export type RunColumn = {
  readonly key: string;
  readonly header: string;
  readonly cell: (run: ListedRun) => ReactNode;
  /** Tailwind classes of its width, and from which width of the list on it is there. */
  readonly className: string;
};

/** What a row of the run history can tell, from the left. */
export const runColumns = [
  {
    key: "input",
    header: "Input",
    className: "w-auto",
    cell: (run) => (
      <span className="flex min-w-0 items-center gap-2.5">
        <StatusDot status={run.status} />
        <Link
          href={`/runs/${run.id}` as Route}
          className="min-w-0 truncate rounded-sm hover:underline"
          tabIndex={-1}
        >
          {firstWords(run)}
        </Link>
      </span>
    ),
  },
  {
    key: "status",
    header: "Status",
    className: "w-36 @max-[640px]:hidden text-muted",
    cell: (run) => (
      <span title={whyItEnded(run) ?? undefined}>
        {run.stopReason && run.status === "failed"
          ? `${runStatusLabels.failed}: ${stopReasonLabels[run.stopReason]}`
          : runStatusLabels[run.status]}
      </span>
    ),
  },
  {
    key: "app",
    header: "App",
    className: "w-36 @max-[640px]:hidden",
    cell: (run) => <span title={run.app.slug}>{run.app.slug}</span>,
  },
  {
    key: "revision",
    header: "Revision",
    className: "w-20 @max-[800px]:hidden text-muted",
    cell: (run) => (run.revision === null ? "draft" : `r${run.revision}`),
  },
  {
    key: "environment",
    header: "Environment",
    className: "w-28 @max-[800px]:hidden text-muted",
    cell: (run) => run.environment,
  },
  {
    key: "model",
    header: "Model",
    className: "w-44 @max-[960px]:hidden text-muted",
    cell: (run) => <span title={run.model}>{run.model}</span>,
  },
  {
    key: "duration",
    header: "Duration",
    className: "w-20 text-right @max-[480px]:hidden",
    cell: (run) => <Duration run={run} />,
  },
  {
    key: "ttft",
    header: "First token",
    className: "w-24 text-right @max-[960px]:hidden",
    cell: (run) => (run.ttftMs === null ? null : formatDuration(run.ttftMs)),
  },
  {
    key: "tokens",
    header: "Tokens",
    className: "w-20 text-right @max-[960px]:hidden",
    cell: ({ startedAt, usage }) =>
      startedAt && areTokensKnown(usage) ? formatCount(usage.inputTokens + usage.outputTokens) : null,
  },
  {
    key: "cost",
    header: "Cost",
    className: "w-20 text-right @max-[640px]:hidden",
    cell: (run) => (run.finishedAt && run.costUsd !== null ? formatCost(run.costUsd) : null),
  },
  {
    key: "who",
    header: "Who",
    className: "w-28 @max-[960px]:hidden text-muted",
    cell: (run) => <SenderName run={run} />,
  },
  {
    key: "source",
    header: "Source",
    className: "w-24 @max-[960px]:hidden text-muted",
    cell: (run) => sourceLabels[run.source],
  },
  {
    key: "when",
    header: "When",
    className: "w-24 text-right text-muted",
    cell: (run) => <RelativeTime at={run.createdAt} />,
  },
] as const satisfies readonly RunColumn[];

export type RunColumnKey = (typeof runColumns)[number]["key"];

function Duration({ run }: { run: ListedRun }) {
  if (run.durationMs !== null) return formatDuration(run.durationMs);
  return run.startedAt && !run.finishedAt ? <ElapsedTime since={run.startedAt} /> : null;
}
