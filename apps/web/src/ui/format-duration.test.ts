import { expect, it } from "vitest";
import { formatDuration } from "./format-duration.ts";

it.each([
  [-5, "0 ms"],
  [0, "0 ms"],
  [820.4, "820 ms"],
  [999.6, "1.0 s"],
  [1234, "1.2 s"],
  [9949, "9.9 s"],
  [9950, "10 s"],
  [59_499, "59 s"],
  [59_600, "1 m 00 s"],
  [125_000, "2 m 05 s"],
  [3_599_700, "1 h 00 m"],
  [3_900_000, "1 h 05 m"],
  [90_000_000, "25 h 00 m"],
])("shows %d milliseconds as %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
