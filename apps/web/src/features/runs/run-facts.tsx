import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { RunFeedback } from "#features/feedback/index.ts";
import { areTokensKnown } from "#lib/are-tokens-known.ts";
import { CopyableId } from "#ui/copyable-id.tsx";
import { ElapsedTime } from "#ui/elapsed-time.tsx";
import { formatCost } from "#ui/format-cost.ts";
import { formatCount } from "#ui/format-count.ts";
import { formatDuration } from "#ui/format-duration.ts";
import { RelativeTime } from "#ui/relative-time.tsx";
import { StatusDot } from "#ui/status-dot.tsx";
import { ProjectOf } from "./projects/project-column.tsx";
import type { ListedRun } from "./projects/run-scope.ts";
import { useIsForeign } from "./projects/runs-viewer.tsx";
import { sourceLabels, whyItEnded } from "./run-words.ts";
import { SenderName } from "./senders/sender-name.tsx";

/** What there is to know about a run at a glance. */
export function RunFacts({ run }: { run: ListedRun }) {
  const isForeign = useIsForeign(run);
  const why = whyItEnded(run);
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap items-center gap-x-3">
        <StatusDot status={run.status} showLabel className="font-medium" />
        {why ? <span className="text-muted">{why}</span> : null}
      </p>
      <dl className="grid grid-cols-[repeat(auto-fill,minmax(132px,1fr))] gap-x-6 gap-y-3">
        <Fact label="Started">
          <RelativeTime at={run.startedAt ?? run.createdAt} />
        </Fact>
        <Fact label="Duration">
          <Duration run={run} />
        </Fact>
        <Fact label="First text after">{run.ttftMs === null ? "–" : formatDuration(run.ttftMs)}</Fact>
        <Fact label="Tokens">
          {areTokensKnown(run.usage)
            ? `${formatCount(run.usage.inputTokens)} → ${formatCount(run.usage.outputTokens)}`
            : "Not reported"}
        </Fact>
        <Fact label="Cost">{run.costUsd === null ? "Price unknown" : formatCost(run.costUsd)}</Fact>
        {isForeign ? (
          <Fact label="Project">
            <ProjectOf run={run} />
          </Fact>
        ) : null}
        <Fact label="App">
          <To href={isForeign ? null : `/apps/${run.app.slug}`}>{run.app.slug}</To>{" "}
          <span className="text-muted">
            ·{" "}
            {run.revision === null ? (
              "draft"
            ) : (
              <To href={isForeign ? null : `/apps/${run.app.slug}/revisions?revision=${run.revision}`}>
                r{run.revision}
              </To>
            )}
            {run.environment ? ` · ${run.environment}` : ""}
          </span>
        </Fact>
        <Fact label="Model">{run.model}</Fact>
        <Fact label="Who">
          <SenderName run={run} />
        </Fact>
        <Fact label="Source">{sourceLabels[run.source]}</Fact>
        <Fact label="Run">
          <CopyableId id={run.id} />
        </Fact>
        <Fact label="Session">
          <CopyableId id={run.sessionId} />
        </Fact>
        <Fact label="Trace">
          <CopyableId id={run.traceId} />
        </Fact>
      </dl>
      {run.finishedAt ? <RunFeedback run={run} canGive={!isForeign} /> : null}
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-12 text-muted">{label}</dt>
      <dd className="truncate">{children}</dd>
    </div>
  );
}

/** What is in another project has no page here. */
function To({ href, children }: { href: string | null; children: ReactNode }) {
  if (href === null) return children;
  return (
    <Link href={href as Route} className="rounded-sm hover:underline">
      {children}
    </Link>
  );
}

function Duration({ run }: { run: ListedRun }) {
  if (run.durationMs !== null) return formatDuration(run.durationMs);
  return run.startedAt && !run.finishedAt ? <ElapsedTime since={run.startedAt} /> : "–";
}
