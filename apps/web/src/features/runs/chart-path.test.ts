import { expect, it } from "vitest";
import { linePath, pointsPath } from "./chart-path.ts";

it("draws what is there and leaves a gap where nothing is", () => {
  expect(linePath([100, 50, null, 0, 10, null])).toBe("M0.5 100L1.5 50M3.5 0L4.5 10");
  expect(linePath([null, null])).toBe("");
});

it("draws a point where a line would have no length", () => {
  const heights = [100, 50, null, 0];
  expect(linePath(heights)).toBe("M0.5 100L1.5 50");
  expect(pointsPath(heights)).toBe("M3.5 0h0");
  expect(pointsPath([7])).toBe("M0.5 7h0");
  expect(pointsPath([1, 2])).toBe("");
});
