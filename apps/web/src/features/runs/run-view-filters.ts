import type { Run } from "@slipway/schemas/runs/run";
import { type RunStatus, runStatuses } from "@slipway/schemas/runs/run-status";

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
  readonly appId: string | null;
  readonly model: string | null;
  readonly source: Run["source"] | null;
  readonly period: Period | null;
  readonly q: string;
};

type Search = { readonly get: (name: string) => string | null };

/** Reads filters from a URL; what is not one of ours is left out. */
export function parseRunFilters(search: Search): RunViewFilters {
  const status = search.get("status");
  const source = search.get("source");
  const period = search.get("period");
  return {
    status: runStatuses.find((each) => each === status) ?? null,
    appId: search.get("app") || null,
    model: search.get("model") || null,
    source: source === "playground" || source === "api" ? source : null,
    period: period !== null && period in periods ? (period as Period) : null,
    q: (search.get("q") ?? "").slice(0, 200),
  };
}

/** The API's query parameters for these filters, at this moment. */
export function toRunQuery(filters: RunViewFilters, nowMs: number): Record<string, string | undefined> {
  return {
    status: filters.status ?? undefined,
    appId: filters.appId ?? undefined,
    model: filters.model ?? undefined,
    source: filters.source ?? undefined,
    from: filters.period ? new Date(nowMs - periods[filters.period].ms).toISOString() : undefined,
    q: filters.q.trim() || undefined,
  };
}

/**
 * Whether a run that came live belongs into the list. Null: only the server can say, because it searches text in its
 * own way.
 */
export function matchesFilters(run: Run, filters: RunViewFilters, nowMs: number): boolean | null {
  if (filters.status && run.status !== filters.status) return false;
  if (filters.appId && run.app.id !== filters.appId) return false;
  if (filters.model && run.model !== filters.model) return false;
  if (filters.source && run.source !== filters.source) return false;
  if (filters.period && Date.parse(run.createdAt) < nowMs - periods[filters.period].ms) return false;
  return filters.q.trim() === "" ? true : null;
}

export function hasFilters(filters: RunViewFilters): boolean {
  return Object.values(filters).some((value) => value !== null && value !== "");
}
