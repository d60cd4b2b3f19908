import { expect, it } from "vitest";
import { findWarnings } from "#check/find-warnings.ts";

it.each([
  "(node:12) MaxListenersExceededWarning: Possible EventEmitter memory leak",
  "(node:12) [DEP0040] DeprecationWarning: The `punycode` module is deprecated.",
  "@slipway/web:build:  ⚠ Linting is disabled",
  "\u001b[33mwarn\u001b[39m - something",
  "prisma:warn Prisma is old",
])("finds %j", (line) => {
  expect(findWarnings(`fine\n${line}\nfine`)).toHaveLength(1);
});

it("leaves what only speaks of warnings", () => {
  expect(findWarnings("✓ shows a warning when the price is unknown\n0 warnings\nwarned once")).toEqual([]);
});
