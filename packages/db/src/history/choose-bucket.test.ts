import fc from "fast-check";
import { expect, test } from "vitest";
import { chooseBucketMs } from "#history/choose-bucket.ts";

const at = (text: string) => Date.parse(text);

test.each([
  ["2026-11-21T10:00:30Z", "2026-11-21T10:59:59Z", 60_000],
  ["2026-11-20T10:00:00Z", "2026-11-21T10:00:00Z", 3_600_000],
  ["2026-11-01T00:00:00Z", "2026-11-21T10:00:00Z", 12 * 3_600_000],
])("from %s to %s takes buckets of %d ms", (from, to, width) => {
  expect(chooseBucketMs(at(from), at(to))).toBe(width);
});

test("no time has more than 60 buckets", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 0, max: 1e12 }), (from, length) => {
      const width = chooseBucketMs(from, from + length);
      return Math.floor((from + length) / width) - Math.floor(from / width) < 60;
    }),
  );
});
