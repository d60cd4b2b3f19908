import type { AppType } from "@slipway/schemas/apps/app-type";
import { idPrefixes } from "@slipway/schemas/ids";
import { fromMicroUsd } from "@slipway/schemas/money";
import type { Budget } from "@slipway/schemas/runs/budget";
import type { Run } from "@slipway/schemas/runs/run";
import type { RunError } from "@slipway/schemas/runs/run-error";
import type { RunInput } from "@slipway/schemas/runs/run-input";
import type { RunSource } from "@slipway/schemas/runs/run-source";
import type { RunStatus } from "@slipway/schemas/runs/run-status";
import type { StopReason } from "@slipway/schemas/runs/stop-reason";
import type { RunUsage } from "@slipway/schemas/runs/usage";
import type { PendingApprovals } from "#approvals/approval-row.ts";

/** Where a retry goes on from, and the last part of the transcript that still counts; null: nothing was said until then. */
export type Continues = {
  readonly checkpointId: string;
  readonly keeps?: { readonly messageId: string; readonly partId: string };
};

/** A row of `run`, as the driver returns it. */
export type RunRow = {
  project_id: string;
  id: string;
  session_id: string;
  app_id: string;
  app_slug: string;
  app_type: AppType;
  revision: number | null;
  environment: string | null;
  model: string;
  status: RunStatus;
  stop_reason: StopReason | null;
  input: RunInput;
  message_id: string;
  client_message_id: string | null;
  retry_of: string | null;
  continues: Continues | null;
  steers: string | null;
  output_text: string | null;
  output_data: unknown;
  output_partial: boolean;
  error: RunError | null;
  input_tokens: number;
  output_tokens: number;
  cache_read_tokens: number;
  cache_write_tokens: number;
  reasoning_tokens: number;
  turns: number;
  tool_calls: number;
  /** bigint: the driver returns it as text. */
  cost_micro_usd: string | null;
  budget: Budget;
  durable: boolean;
  attempt: number;
  source: RunSource;
  user_id: string | null;
  metadata: Record<string, unknown>;
  trace_id: string;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  ttft_ms: number | null;
  first_seq: number;
  last_seq: number | null;
};

/** The columns of a {@link RunRow}, with the table's alias in front. */
export function runColumns(alias: string): string {
  return columns.map((column) => `${alias}.${column}`).join(", ");
}

const columns = [
  "project_id",
  "id",
  "session_id",
  "app_id",
  "app_slug",
  "app_type",
  "revision",
  "environment",
  "model",
  "status",
  "stop_reason",
  "input",
  "message_id",
  "client_message_id",
  "retry_of",
  "continues",
  "steers",
  "output_text",
  "output_data",
  "output_partial",
  "error",
  "input_tokens",
  "output_tokens",
  "cache_read_tokens",
  "cache_write_tokens",
  "reasoning_tokens",
  "turns",
  "tool_calls",
  "cost_micro_usd",
  "budget",
  "durable",
  "attempt",
  "source",
  "user_id",
  "metadata",
  "trace_id",
  "created_at",
  "started_at",
  "finished_at",
  "ttft_ms",
  "first_seq",
  "last_seq",
] as const satisfies readonly (keyof RunRow)[];

/** What a run's row alone does not tell. */
export type RunPlace = {
  readonly queue_position?: number | null;
  readonly pending_approvals?: PendingApprovals;
};

const keyPrefix = `${idPrefixes.key}_`;

/** The Run that every door and event shows, with its place in the queue and what it waits for where those are known. */
export function toRun(row: RunRow, { queue_position, pending_approvals }: RunPlace = {}): Run {
  return {
    id: row.id,
    sessionId: row.session_id,
    app: { id: row.app_id, slug: row.app_slug, type: row.app_type },
    revision: row.revision,
    environment: row.environment,
    model: row.model,
    status: row.status,
    stopReason: row.stop_reason,
    input: row.input,
    output: toOutput(row),
    error: row.error,
    usage: usageOf(row),
    costUsd: row.cost_micro_usd === null ? null : fromMicroUsd(Number(row.cost_micro_usd)),
    budget: row.budget,
    durable: row.durable,
    attempt: row.attempt,
    ...(row.status === "queued" && typeof queue_position === "number"
      ? { queuePosition: queue_position }
      : {}),
    pendingApprovals: [...(pending_approvals ?? [])],
    source: row.source,
    ...toSender(row.user_id),
    clientMessageId: row.client_message_id,
    messageId: row.message_id,
    ...(row.steers === null || row.status !== "queued" ? {} : { steers: row.steers }),
    ...(row.retry_of === null ? {} : { retryOf: row.retry_of }),
    ...(row.continues === null ? {} : { checkpointId: row.continues.checkpointId }),
    metadata: row.metadata,
    traceId: row.trace_id,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    durationMs: durationOf(row),
    ttftMs: row.ttft_ms,
  };
}

/** What a run has used so far. */
export function usageOf(row: RunRow): RunUsage {
  return {
    inputTokens: row.input_tokens,
    outputTokens: row.output_tokens,
    cacheReadTokens: row.cache_read_tokens,
    cacheWriteTokens: row.cache_write_tokens,
    reasoningTokens: row.reasoning_tokens,
    turns: row.turns,
    toolCalls: row.tool_calls,
  };
}

/** Of a key, the row has the id in the same place as that of a person: both are filtered by, and have a prefix. */
function toSender(id: string | null): Pick<Run, "userId" | "keyId"> {
  return id?.startsWith(keyPrefix) ? { userId: null, keyId: id } : { userId: id };
}

function toOutput(row: RunRow): Run["output"] {
  if (row.output_text === null) return null;
  return {
    text: row.output_text,
    ...(row.output_data === null || row.output_data === undefined ? {} : { data: row.output_data }),
    ...(row.output_partial ? { partial: true } : {}),
  };
}

/** Two processes' clocks wrote these: a difference below zero is shown as zero. */
function durationOf({ started_at, finished_at }: RunRow): number | null {
  if (!started_at || !finished_at) return null;
  return Math.max(0, finished_at.getTime() - started_at.getTime());
}
