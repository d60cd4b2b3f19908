import { type RunViewFilters, toRunQuery } from "./run-view-filters.ts";

/** Where the browser gets the filtered runs as a file. */
export function exportUrl(filters: RunViewFilters, format: "csv" | "ndjson", nowMs: number): string {
  const search = new URLSearchParams({ format });
  for (const [name, value] of Object.entries(toRunQuery(filters, nowMs))) {
    if (value !== undefined) search.set(name, String(value));
  }
  return `/api/v1/runs/export?${search}`;
}
