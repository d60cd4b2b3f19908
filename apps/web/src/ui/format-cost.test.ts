import { expect, it } from "vitest";
import { formatCost } from "./format-cost.ts";

it.each([
  [0, "$0"],
  [0.000003, "$0.000003"],
  [0.0042, "$0.0042"],
  [0.00426, "$0.0043"],
  [0.0999, "$0.10"],
  [0.423, "$0.42"],
  [1, "$1.00"],
  [12.346, "$12.35"],
  [1234.5, "$1,234.50"],
])("shows %d dollars as %s", (usd, text) => {
  expect(formatCost(usd)).toBe(text);
});
