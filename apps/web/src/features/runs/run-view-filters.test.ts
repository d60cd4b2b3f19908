import { RunFilters } from "@slipway/schemas/public-api/run-filters";
import { buildRun } from "@slipway/schemas/runs/test/build-run";
import { expect, it } from "vitest";
import {
  hasFilters,
  matchesFilters,
  parseRunFilters,
  runFilterNames,
  toRunQuery,
} from "./run-view-filters.ts";

const now = Date.parse("2026-11-21T12:00:00.000Z");
const parse = (query: string) => parseRunFilters(new URLSearchParams(query));
const toTexts = (query: object) =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));

it("reads filters from the URL and leaves out what it does not know", () => {
  const given = {
    status: "failed",
    stopReason: "timeout",
    app: "app_1",
    model: "demo/demo",
    who: "usr_1",
    source: "api",
    environment: "production",
    feedback: "down",
    minDurationMs: "1500",
    minCostUsd: "0.05",
    period: "24h",
    from: "2026-11-21T10:00:00Z",
    to: "2026-11-21T11:00:00Z",
    q: "refund",
  };
  const { app: appId, ...rest } = given;
  expect(Object.keys(given).toSorted()).toEqual([...runFilterNames].toSorted());
  expect(parse(new URLSearchParams(given).toString())).toEqual({
    ...rest,
    appId,
    minDurationMs: 1_500,
    minCostUsd: 0.05,
    from: "2026-11-21T10:00:00.000Z",
    to: "2026-11-21T11:00:00.000Z",
  });
  const nonsense =
    "status=nonsense&source=fax&period=1y&stopReason=x&feedback=x&from=x&to=x&minCostUsd=x&minDurationMs=-1";
  expect(hasFilters(parse(nonsense))).toBe(false);
});

it("asks the API for the same", () => {
  const query = (url: string) =>
    Object.fromEntries(
      Object.entries(toRunQuery(parse(url), now)).filter(([, value]) => value !== undefined),
    );
  expect(query("status=failed&period=1h&q=+refund+")).toEqual({
    status: "failed",
    from: "2026-11-21T11:00:00.000Z",
    q: "refund",
  });
  const all =
    "stopReason=timeout&app=app_1&model=m&who=usr_1&source=api&environment=e&feedback=up&minDurationMs=5&minCostUsd=1&from=2026-11-21T10:00:00Z&to=2026-11-21T11:00:00Z";
  expect(RunFilters.safeParse(toTexts(query(all))).error).toBeUndefined();
  expect(Object.keys(query(all))).toHaveLength(11);
});

it("knows which live run belongs into the list, and when only the server does", () => {
  const run = buildRun({ status: "failed", createdAt: "2026-11-21T11:30:00.000Z" });
  expect(matchesFilters(run, parse("status=failed&period=1h&app=app_1"), now)).toBe(true);
  expect(matchesFilters(run, parse("status=completed"), now)).toBe(false);
  expect(matchesFilters(run, parse("q=refund"), now)).toBeNull();
  expect(matchesFilters(run, parse("feedback=up"), now)).toBeNull();
  const matching =
    "minDurationMs=1000&environment=production&from=2026-11-21T11:30:00Z&to=2026-11-21T11:30:01Z";
  expect(matchesFilters(run, parse(matching), now)).toBe(true);
  const others = [
    "minDurationMs=1001",
    "minCostUsd=1",
    "environment=staging",
    "who=usr_2",
    "stopReason=timeout",
    "to=2026-11-21T11:30:00Z",
  ];
  expect(others.map((other) => matchesFilters(run, parse(other), now))).toEqual(others.map(() => false));
});
