import { expect, it } from "vitest";
import { isInScope, parseRunScope, runsPath, scopeQuery } from "./run-scope.ts";

const own = { path: "/runs", query: {}, hasOther: false };

it.each([
  { project: null, ...own },
  { project: "", ...own },
  { project: "prj_mine", ...own },
  { project: "all", path: "/admin/runs", query: {}, hasOther: true },
  { project: "prj_other", path: "/admin/runs", query: { projectId: "prj_other" }, hasOther: true },
  { project: "prj_third", path: "/admin/runs", query: { projectId: "prj_third" }, hasOther: false },
])("reads the project $project of a URL", ({ project, path, query, hasOther }) => {
  const scope = parseRunScope(project, "prj_mine");
  expect({ path: runsPath(scope), query: scopeQuery(scope) }).toEqual({ path, query });
  expect(isInScope(scope, "prj_other")).toBe(hasOther);
});
