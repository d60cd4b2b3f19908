import { expect, it } from "vitest";
import { exportUrl } from "./export-url.ts";
import { parseRunFilters } from "./run-view-filters.ts";

it("exports what the list shows, in the form that was asked for", () => {
  const filters = parseRunFilters(new URLSearchParams("status=failed&period=1h&q=blue+teapot&feedback=down"));
  expect(exportUrl(filters, "ndjson", Date.parse("2026-11-21T12:00:00Z"))).toBe(
    "/api/v1/runs/export?format=ndjson&status=failed&feedback=down&from=2026-11-21T11%3A00%3A00.000Z&q=blue+teapot",
  );
});
