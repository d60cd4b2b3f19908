import { runFilterNames } from "../run-view-filters.ts";

/** What a view narrows the list to, by the names in the URL. */
export type ViewFilters = Readonly<Record<string, string>>;

/** One of ours, or one that was saved. */
export type View = {
  readonly id: string;
  readonly name: string;
  readonly filters: ViewFilters;
  /** Null: one of ours. */
  readonly isShared: boolean | null;
};

/** The views that everybody has. */
export const builtInViews: readonly View[] = [
  { id: "all", name: "All runs", filters: {}, isShared: null },
  { id: "failed", name: "Failed", filters: { status: "failed" }, isShared: null },
  { id: "running", name: "Running", filters: { status: "running" }, isShared: null },
  { id: "waiting", name: "Waiting for a decision", filters: { status: "waiting" }, isShared: null },
  { id: "expensive", name: "Expensive", filters: { minCostUsd: "0.1" }, isShared: null },
  { id: "slow", name: "Slow", filters: { minDurationMs: "60000" }, isShared: null },
  { id: "bad", name: "With bad feedback", filters: { feedback: "down" }, isShared: null },
];

/** The filters that a URL has, as a view keeps them; of one app's list, without the app. */
export function viewFiltersOf(search: URLSearchParams, hideApp: boolean): ViewFilters {
  const entries = runFilterNames.flatMap((name) => {
    const value = search.get(name);
    return value && !(hideApp && name === "app") ? [[name, value] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** The view that a URL stands for: the one that it names, else one with just these filters. */
export function currentView(views: readonly View[], id: string | null, filters: ViewFilters): View | null {
  return views.find((view) => view.id === id) ?? views.find((view) => isSame(view.filters, filters)) ?? null;
}

export function isSame(one: ViewFilters, other: ViewFilters): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => one[name] === other[name]);
}

/** What changes in a URL to look at a view. */
export function toView({ id, filters }: View, hideApp: boolean): Record<string, string | null> {
  const changes = runFilterNames
    .filter((name) => !(hideApp && name === "app"))
    .map((name) => [name, filters[name] ?? null] as const);
  return { ...Object.fromEntries(changes), view: id === "all" ? null : id };
}
