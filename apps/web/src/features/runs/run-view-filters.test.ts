import { buildRun } from "@slipway/schemas/runs/test/build-run";
import { expect, it } from "vitest";
import { hasFilters, matchesFilters, parseRunFilters, toRunQuery } from "./run-view-filters.ts";

const now = Date.parse("2026-11-21T12:00:00.000Z");
const parse = (query: string) => parseRunFilters(new URLSearchParams(query));

it("reads filters from the URL and leaves out what it does not know", () => {
  expect(parse("status=failed&app=app_1&source=api&period=24h&q=refund")).toEqual({
    status: "failed",
    appId: "app_1",
    model: null,
    source: "api",
    period: "24h",
    q: "refund",
  });
  expect(hasFilters(parse("status=nonsense&source=fax&period=1y"))).toBe(false);
});

it("asks the API for the same", () => {
  expect(toRunQuery(parse("status=failed&period=1h&q=+refund+"), now)).toEqual({
    status: "failed",
    appId: undefined,
    model: undefined,
    source: undefined,
    from: "2026-11-21T11:00:00.000Z",
    q: "refund",
  });
});

it("knows which live run belongs into the list, and when only the server does", () => {
  const run = buildRun({ status: "failed", createdAt: "2026-11-21T11:30:00.000Z" });
  expect(matchesFilters(run, parse("status=failed&period=1h&app=app_1"), now)).toBe(true);
  expect(matchesFilters(run, parse("status=completed"), now)).toBe(false);
  expect(matchesFilters(run, parse("q=refund"), now)).toBeNull();
});
