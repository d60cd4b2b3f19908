import { expect, it } from "vitest";
import { linePath } from "./chart-path.ts";

it("draws what is there and leaves a gap where nothing is", () => {
  expect(linePath([100, 50, null, 0])).toBe("M0.5 100L1.5 50M3.5 0h0");
  expect(linePath([null, null])).toBe("");
});
