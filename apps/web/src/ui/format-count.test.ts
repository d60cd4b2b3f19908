import { expect, it } from "vitest";
import { formatCount } from "./format-count.ts";

it.each([
  [0, "0"],
  [999, "999"],
  [1234, "1,234"],
  [1_000_000, "1,000,000"],
])("shows %d as %s", (count, text) => {
  expect(formatCount(count)).toBe(text);
});
