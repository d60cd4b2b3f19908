import { expect, it } from "vitest";
import { exportUrl } from "./export-url.ts";
import { ownProject } from "./projects/run-scope.ts";
import { parseRunFilters } from "./run-view-filters.ts";

const now = Date.parse("2026-11-21T12:00:00Z");
const filters = parseRunFilters(new URLSearchParams("status=failed&period=1h&q=blue+teapot&feedback=down"));

it("exports what the list shows, in the form that was asked for", () => {
  expect(exportUrl({ filters, scope: ownProject, format: "ndjson" }, now)).toBe(
    "/api/v1/runs/export?format=ndjson&status=failed&feedback=down&from=2026-11-21T11%3A00%3A00.000Z&q=blue+teapot",
  );
});

it("exports other projects' runs from where they are listed", () => {
  expect(exportUrl({ filters, scope: { kind: "all", projectId: "prj_1" }, format: "csv" }, now)).toMatch(
    /^\/api\/v1\/admin\/runs\/export\?format=csv&status=failed&.*&projectId=prj_1$/,
  );
});
