import fc from "fast-check";
import { expect, it } from "vitest";
import { type IdKind, idOf, idPrefixes, newId } from "#ids.ts";

const kinds = Object.keys(idPrefixes) as IdKind[];
/** What 48 bits hold. */
const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });

it("makes ids that sort by time as plain strings", () => {
  fc.assert(
    fc.property(fc.constantFrom(...kinds), time, time, (kind, a, b) => {
      fc.pre(a !== b);
      expect(newId(kind, a) < newId(kind, b)).toBe(a < b);
    }),
  );
});

it("makes ids that their own kind's schema accepts and every other kind's refuses", () => {
  for (const kind of kinds) {
    const id = newId(kind);
    expect(id).toMatch(/^[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}$/);
    expect(kinds.filter((other) => idOf(other).safeParse(id).success)).toEqual([kind]);
  }
});

it("never makes the same id twice in one millisecond", () => {
  expect(new Set(Array.from({ length: 10_000 }, () => newId("run", 1))).size).toBe(10_000);
});
