import { expect, it } from "vitest";
import { parseRunFilters } from "../run-view-filters.ts";
import { builtInViews, currentView, toView, viewFiltersOf } from "./view-filters.ts";

const own = { id: "viw_1", name: "Mine", filters: { status: "failed", q: "refund" }, isShared: false };
const views = [...builtInViews, own];
const viewOf = (query: string) => {
  const search = new URLSearchParams(query);
  return currentView(views, search.get("view"), viewFiltersOf(search, false))?.id ?? null;
};

it("knows a view by its id, also once filters were changed, or by its filters", () => {
  expect(viewOf("")).toBe("all");
  expect(viewOf("status=failed")).toBe("failed");
  expect(viewOf("q=refund&status=failed")).toBe("viw_1");
  expect(viewOf("view=viw_1&status=failed")).toBe("viw_1");
  expect(viewOf("q=other")).toBeNull();
  expect(viewOf("view=viw_gone&status=failed")).toBe("failed");
});

it("puts all of a view into the URL, so that a link shows the same to those who do not have it", () => {
  const changes = toView(own, false);
  expect(changes).toMatchObject({ status: "failed", q: "refund", period: null, app: null, view: "viw_1" });
  expect(toView(own, true)).not.toHaveProperty("app");
});

it.each(builtInViews.map((view) => [view.name, view] as const))("%s is a filter of the list", (_, view) => {
  const search = new URLSearchParams(view.filters);
  const set = Object.values(parseRunFilters(search)).filter((value) => value !== null && value !== "");
  expect(set).toHaveLength(Object.keys(view.filters).length);
});
