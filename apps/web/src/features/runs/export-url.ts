import { type RunScope, runsPath, scopeQuery } from "./projects/run-scope.ts";
import { type RunViewFilters, toRunQuery } from "./run-view-filters.ts";

type Exported = {
  readonly filters: RunViewFilters;
  readonly scope: RunScope;
  readonly format: "csv" | "ndjson";
};

/** Where the browser gets the filtered runs as a file. */
export function exportUrl({ filters, scope, format }: Exported, nowMs: number): string {
  const search = new URLSearchParams({ format });
  for (const [name, value] of Object.entries({ ...toRunQuery(filters, nowMs), ...scopeQuery(scope) })) {
    if (value !== undefined) search.set(name, String(value));
  }
  return `/api/v1${runsPath(scope)}/export?${search}`;
}
