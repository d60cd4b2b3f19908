import type { Run } from "@slipway/schemas/runs/run";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { RunFeedback } from "#features/feedback/index.ts";
import { CopyableId } from "#ui/copyable-id.tsx";
import { ElapsedTime } from "#ui/elapsed-time.tsx";
import { formatCost } from "#ui/format-cost.ts";
import { formatCount } from "#ui/format-count.ts";
import { formatDuration } from "#ui/format-duration.ts";
import { RelativeTime } from "#ui/relative-time.tsx";
import { StatusDot } from "#ui/status-dot.tsx";
import { sourceLabels, whyItEnded } from "./run-words.ts";
import { SenderName } from "./senders/sender-name.tsx";

/** What there is to know about a run at a glance. */
export function RunFacts({ run }: { run: Run }) {
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
          {formatCount(run.usage.inputTokens)} → {formatCount(run.usage.outputTokens)}
        </Fact>
        <Fact label="Cost">{run.costUsd === null ? "Price unknown" : formatCost(run.costUsd)}</Fact>
        <Fact label="App">
          <Link href={`/apps/${run.app.slug}` as Route} className="rounded-sm hover:underline">
            {run.app.slug}
          </Link>{" "}
          <span className="text-muted">
            ·{" "}
            {run.revision === null ? (
              "draft"
            ) : (
              <Link
                href={`/apps/${run.app.slug}/revisions?revision=${run.revision}` as Route}
                className="rounded-sm hover:underline"
              >
                r{run.revision}
              </Link>
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
      {run.finishedAt ? <RunFeedback run={run} /> : null}
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

function Duration({ run }: { run: Run }) {
  if (run.durationMs !== null) return formatDuration(run.durationMs);
  return run.startedAt && !run.finishedAt ? <ElapsedTime since={run.startedAt} /> : "–";
}
