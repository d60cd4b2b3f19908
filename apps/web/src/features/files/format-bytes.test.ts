import { expect, it } from "vitest";
import { formatBytes } from "./format-bytes.ts";

it("says a size in the digits that matter", () => {
  expect([0, 812, 1_400, 23_400_000, 7_000_000_000].map(formatBytes)).toEqual([
    "0 B",
    "812 B",
    "1.4 kB",
    "23 MB",
    "7.0 GB",
  ]);
});
