import { FeedbackRating } from "@slipway/schemas/runs/feedback";
import type { Run } from "@slipway/schemas/runs/run";
import { RunSource } from "@slipway/schemas/runs/run-source";
import { type RunStatus, runStatuses } from "@slipway/schemas/runs/run-status";
import { type StopReason, stopReasons } from "@slipway/schemas/runs/stop-reason";

/** How far back the list goes, by the name that stands in the URL. */
export const periods = {
  "1h": { label: "Last hour", ms: 3_600_000 },
  "24h": { label: "Last 24 hours", ms: 86_400_000 },
  "7d": { label: "Last 7 days", ms: 7 * 86_400_000 },
  "30d": { label: "Last 30 days", ms: 30 * 86_400_000 },
} as const;
export type Period = keyof typeof periods;

/** Which runs a list shows; every one of them stands in its URL. */
export type RunViewFilters = {
  readonly status: RunStatus | null;
  readonly stopReason: StopReason | null;
  readonly appId: string | null;
  readonly model: string | null;
  /** The id of the person or API key that started it. */
  readonly who: string | null;
  readonly source: Run["source"] | null;
  readonly environment: string | null;
  readonly feedback: FeedbackRating | null;
  readonly minDurationMs: number | null;
  readonly minCostUsd: number | null;
  readonly period: Period | null;
  /** A stretch of time instead of a period: ISO 8601, `to` itself is outside. */
  readonly from: string | null;
  readonly to: string | null;
  readonly q: string;
};

/** Their names in the URL. */
export const runFilterNames = [
  "status",
  "stopReason",
  "app",
  "model",
  "who",
  "source",
  "environment",
  "feedback",
  "minDurationMs",
  "minCostUsd",
  "period",
  "from",
  "to",
  "q",
] as const;
export type RunFilterName = (typeof runFilterNames)[number];
/** What becomes of them in the URL; null takes one away. */
export type RunFilterChanges = Readonly<Partial<Record<RunFilterName, string | null>>>;

type Search = { readonly get: (name: RunFilterName) => string | null };

/** Reads filters from a URL; what is not one of ours is left out. */
export function parseRunFilters(search: Search): RunViewFilters {
  const oneOf = <Value extends string>(name: RunFilterName, values: readonly Value[]) =>
    values.find((value) => value === search.get(name)) ?? null;
  const minDurationMs = toAmount(search.get("minDurationMs"));
  return {
    status: oneOf("status", runStatuses),
    stopReason: oneOf("stopReason", stopReasons),
    appId: search.get("app") || null,
    model: search.get("model") || null,
    who: search.get("who")?.slice(0, 200) || null,
    source: oneOf("source", RunSource.options),
    environment: search.get("environment")?.trim().slice(0, 40) || null,
    feedback: oneOf("feedback", FeedbackRating.options),
    minDurationMs: minDurationMs === null ? null : Math.round(minDurationMs),
    minCostUsd: toAmount(search.get("minCostUsd")),
    period: oneOf("period", Object.keys(periods) as Period[]),
    from: toTime(search.get("from")),
    to: toTime(search.get("to")),
    q: (search.get("q") ?? "").slice(0, 200),
  };
}

function toAmount(text: string | null): number | null {
  const amount = Number(text);
  return amount > 0 && amount < 1e12 ? amount : null;
}

function toTime(text: string | null): string | null {
  const ms = Date.parse(text ?? "");
  return Number.isNaN(ms) || ms < 0 ? null : new Date(ms).toISOString();
}

/** The API's query parameters for these filters, at this moment. */
export function toRunQuery(
  filters: RunViewFilters,
  nowMs: number,
): Record<string, string | number | undefined> {
  return {
    status: filters.status ?? undefined,
    stopReason: filters.stopReason ?? undefined,
    appId: filters.appId ?? undefined,
    model: filters.model ?? undefined,
    userId: filters.who ?? undefined,
    source: filters.source ?? undefined,
    environment: filters.environment ?? undefined,
    feedback: filters.feedback ?? undefined,
    minDurationMs: filters.minDurationMs ?? undefined,
    minCostUsd: filters.minCostUsd ?? undefined,
    from: earliest(filters, nowMs),
    to: filters.to ?? undefined,
    q: filters.q.trim() || undefined,
  };
}

function earliest({ from, period }: RunViewFilters, nowMs: number): string | undefined {
  if (from) return from;
  return period ? new Date(nowMs - periods[period].ms).toISOString() : undefined;
}

/**
 * Whether a run that came live belongs into the list. Null: only the server can say, because it searches text in its
 * own way and knows what people think of an answer.
 */
export function matchesFilters(run: Run, filters: RunViewFilters, nowMs: number): boolean | null {
  const wanted = [
    [filters.status, run.status],
    [filters.stopReason, run.stopReason],
    [filters.appId, run.app.id],
    [filters.model, run.model],
    [filters.who, run.userId ?? run.keyId ?? null],
    [filters.source, run.source],
    [filters.environment, run.environment],
  ];
  if (wanted.some(([value, its]) => value !== null && value !== its)) return false;
  if ((run.durationMs ?? 0) < (filters.minDurationMs ?? 0)) return false;
  if ((run.costUsd ?? 0) < (filters.minCostUsd ?? 0)) return false;
  const createdAtMs = Date.parse(run.createdAt);
  if (createdAtMs < Date.parse(earliest(filters, nowMs) ?? "1970")) return false;
  if (filters.to !== null && createdAtMs >= Date.parse(filters.to)) return false;
  return filters.q.trim() === "" && filters.feedback === null ? true : null;
}

export function hasFilters(filters: RunViewFilters): boolean {
  return Object.values(filters).some((value) => value !== null && value !== "");
}
