import fc from "fast-check";
import { expect, it } from "vitest";
import { matchPattern } from "#match-pattern.ts";

/** The same question put to a regular expression, on texts so short that it cannot run away. */
function byExpression(pattern: string, text: string): boolean {
  const pieces = pattern.split("*").map((piece) => piece.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${pieces.join(".*")}$`, "s").test(text);
}

it("agrees with what the pattern means", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "/", ".", "\n"), maxLength: 8 });
  const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*", ".", "?"), maxLength: 6 });
  fc.assert(
    fc.property(pattern, text, (rule, subject) => {
      expect(matchPattern(rule, subject)).toBe(byExpression(rule, subject));
    }),
    { numRuns: 2_000 },
  );
});

it("takes no longer for a pattern that is made to run away", () => {
  const startedAt = performance.now();
  expect(matchPattern(`${"*a".repeat(1_000)}b`, "a".repeat(20_000))).toBe(false);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});
