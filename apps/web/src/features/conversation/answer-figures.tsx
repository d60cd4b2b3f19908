import type { Run } from "@slipway/schemas/runs/run";
import type { Route } from "next";
import type { ReactNode } from "react";
import { areTokensKnown } from "#lib/are-tokens-known.ts";
import { formatCost } from "#ui/format-cost.ts";
import { formatCount } from "#ui/format-count.ts";
import { formatDuration } from "#ui/format-duration.ts";
import { QuietLink } from "#ui/quiet-link.tsx";

/** One faint line under an answer: what it took, and where its run is told in full. */
export function AnswerFigures({ run, children }: { run: Run; children?: ReactNode }) {
  return (
    <div className="flex min-h-6 flex-wrap items-center gap-x-3 text-12 text-faint tabular-nums">
      <span className="max-w-60 truncate" title={run.model}>
        {run.model}
      </span>
      {run.finishedAt ? <Spent run={run} /> : null}
      <QuietLink
        href={`/runs/${run.id}` as Route}
        className="rounded-sm underline decoration-transparent underline-offset-2 hover:text-text hover:decoration-current pointer-coarse:py-2"
      >
        Run
      </QuietLink>
      {children}
    </div>
  );
}

function Spent({ run }: { run: Run }) {
  const { inputTokens, outputTokens, cacheReadTokens, reasoningTokens } = run.usage;
  const parts = [
    `${formatCount(inputTokens)} in`,
    cacheReadTokens > 0 && `${formatCount(cacheReadTokens)} of it cached`,
    `${formatCount(outputTokens)} out`,
    reasoningTokens > 0 && `${formatCount(reasoningTokens)} of it reasoning`,
  ].filter((part) => part !== false);
  return (
    <>
      {run.ttftMs === null ? null : (
        <span title="Time until the first text">{formatDuration(run.ttftMs)} to first</span>
      )}
      {run.durationMs === null ? null : (
        <span title="Duration of the run">{formatDuration(run.durationMs)}</span>
      )}
      {areTokensKnown(run.usage) ? (
        <span title={parts.join(", ")}>
          {formatCount(inputTokens)} → {formatCount(outputTokens)} tokens
        </span>
      ) : null}
      {run.costUsd === null ? null : <span title="Cost">{formatCost(run.costUsd)}</span>}
    </>
  );
}
