import fc from "fast-check";
import { expect, it } from "vitest";
import { type FigureRow, mergeFigures } from "#history/merge-figures.ts";

const none = { completed: 0, failed: 0, cancelled: 0, tokens: "0", cost_micro_usd: "0" };
const classOf = (ms: number) => 1 + Math.floor(20 * Math.log(ms + 1));

/** As the database groups them: with their bounds from runs, without from hours. */
function groupsOf(durations: readonly number[], hasBounds: boolean): FigureRow[] {
  return [...Map.groupBy(durations, classOf)].map(([durationClass, own]) => ({
    at: new Date(0),
    runs: own.length,
    ...none,
    class: durationClass,
    ended: own.length,
    low: hasBounds ? String(Math.min(...own)) : null,
    high: hasBounds ? String(Math.max(...own)) : null,
  }));
}

const nearestRank = (durations: readonly number[], share: number) =>
  durations.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(share * durations.length) - 1)] ?? 0;

it("is off by no more than a class of durations, from hours as from runs", () => {
  const durations = fc.array(fc.integer({ min: 0, max: 86_400_000 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(durations, fc.boolean(), (all, hasBounds) => {
      const { total } = mergeFigures(groupsOf(all, hasBounds));
      for (const [share, found] of [
        [0.5, total.p50DurationMs],
        [0.95, total.p95DurationMs],
      ] as const) {
        const real = nearestRank(all, share);
        expect(Math.abs((found ?? Number.NaN) - real)).toBeLessThanOrEqual((real + 1) * 0.0513 + 1);
      }
    }),
  );
});

it("is exact for what one or two runs took", () => {
  expect(mergeFigures(groupsOf([1_234], true)).total.p95DurationMs).toBe(1_234);
  expect(mergeFigures(groupsOf([1_234, 1_240], true)).total).toMatchObject({
    p50DurationMs: 1_234,
    p95DurationMs: 1_240,
  });
});

it("adds up groups of a bucket, and leaves out durations that are not known", () => {
  const open = {
    at: new Date(60_000),
    runs: 2,
    ...none,
    tokens: "12",
    class: null,
    ended: 0,
    low: null,
    high: null,
  };
  const { total, items } = mergeFigures([{ ...open, at: new Date(0), failed: 1 }, open, open]);
  expect(items.map(({ at, runs, failed, tokens }) => [at, runs, failed, tokens])).toEqual([
    ["1970-01-01T00:00:00.000Z", 2, 1, 12],
    ["1970-01-01T00:01:00.000Z", 4, 0, 24],
  ]);
  expect(total).toMatchObject({ runs: 6, p50DurationMs: null, p95DurationMs: null });
});
