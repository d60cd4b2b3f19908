import { expect, it } from "vitest";
import { TokenBuckets } from "#server/token-buckets.ts";

function givenBuckets(maxBuckets = 100) {
  let now = 0;
  const buckets = new TokenBuckets({ perSecond: 2, burst: 4, maxBuckets, clock: () => now });
  const takeMany = (name: string, count: number) => Array.from({ length: count }, () => buckets.take(name));
  const pass = (ms: number) => {
    now += ms;
  };
  return { buckets, takeMany, pass };
}

it("C66 lets a burst pass, then so many a second, and says when to come again", () => {
  const { takeMany, pass } = givenBuckets();
  expect(takeMany("a", 5)).toEqual([0, 0, 0, 0, 0.5]);
  pass(250);
  expect(takeMany("a", 1)).toEqual([0.25]);
  pass(250);
  expect(takeMany("a", 2)).toEqual([0, 0.5]);
  pass(60_000);
  expect(takeMany("a", 5)).toEqual([0, 0, 0, 0, 0.5]);
});

it("C66 limits nobody for what another one does, also while many come and go", () => {
  const { buckets, takeMany } = givenBuckets(3);
  takeMany("loud", 4);
  for (const name of ["b", "c", "d", "e"]) expect(buckets.take(name)).toBe(0);
  expect(buckets.take("loud")).toBeGreaterThan(0);
});
