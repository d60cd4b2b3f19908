import type { RunUsage } from "@slipway/schemas/runs/usage";
import type { Sql } from "#db.ts";
import type { Lease } from "#runs/claim-runs.ts";
import { run, statement } from "#statement.ts";

/** What a run has used so far; kept on its row, so that a resume goes on counting. */
export type Progress = {
  readonly usage: RunUsage;
  readonly costMicroUsd: number | null;
  readonly ttftMs: number | null;
};

const progressStatement = statement<{ id: string }>(
  "save-progress",
  `with locked as (
     select id from session where project_id = $1 and id = $2 and lease_token = $4 for update
   )
   update run r set input_tokens = $5, output_tokens = $6, cache_read_tokens = $7, cache_write_tokens = $8,
     reasoning_tokens = $9, turns = $10, tool_calls = $11, cost_micro_usd = $12, ttft_ms = $13
   from locked where r.project_id = $1 and r.id = $3
   returning r.id`,
);

/** Keeps a run's figures between turns. `fenced`: another owns the run by now, stop. */
export async function saveProgress(sql: Sql, lease: Lease, progress: Progress): Promise<"saved" | "fenced"> {
  const rows = await run(sql, progressStatement, [
    lease.projectId,
    lease.sessionId,
    lease.runId,
    lease.leaseToken,
    ...progressValues(progress),
  ]);
  return rows.length === 1 ? "saved" : "fenced";
}

/** The figures in the order in which statements take them. */
export function progressValues({ usage, costMicroUsd, ttftMs }: Progress): readonly (number | null)[] {
  return [
    usage.inputTokens,
    usage.outputTokens,
    usage.cacheReadTokens,
    usage.cacheWriteTokens,
    usage.reasoningTokens,
    usage.turns,
    usage.toolCalls,
    costMicroUsd,
    ttftMs,
  ];
}
