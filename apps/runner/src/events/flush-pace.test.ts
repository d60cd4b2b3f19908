import { expect, it } from "vitest";
import { createFlushPace } from "#events/flush-pace.ts";

/** The times of the flushes in a span of time in which there is always something to write. */
function flushesUnderLoad(pace: ReturnType<typeof createFlushPace>, rows: number, untilMs: number): number[] {
  const times: number[] = [];
  for (let now = 0; now < untilMs; now += pace.waitMs(now)) {
    pace.flushed(now, rows);
    times.push(now);
    if (times.length > untilMs) throw new Error("It never waits");
  }
  return times;
}

it("lets the first flushes after a quiet moment go at once", () => {
  const pace = createFlushPace();
  for (const now of [1_000, 1_004, 1_008]) {
    expect(pace.waitMs(now)).toBe(0);
    pace.flushed(now, 2);
  }
  pace.flushed(1_009, 2);
  expect(pace.waitMs(1_010)).toBeGreaterThan(0);
  expect(pace.waitMs(2_000)).toBe(0);
});

it("keeps small flushes 15 ms apart in the long run", () => {
  const times = flushesUnderLoad(createFlushPace(), 1, 3_000);
  expect(times.length).toBeLessThanOrEqual(3_000 / 15 + 4);
  expect((times.at(-1) ?? 0) - (times.at(-2) ?? 0)).toBe(15);
});

it("writes no more than 3,000 rows a second, and waits at most 100 ms", () => {
  const large = flushesUnderLoad(createFlushPace(), 150, 3_000);
  expect(large.length * 150).toBeLessThanOrEqual(3 * 3_000 + 2 * 150);
  const huge = flushesUnderLoad(createFlushPace(), 10_000, 3_000);
  expect((huge.at(-1) ?? 0) - (huge.at(-2) ?? 0)).toBe(100);
});
