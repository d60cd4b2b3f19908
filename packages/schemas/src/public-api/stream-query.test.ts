import { expect, it } from "vitest";
import { parseCursor } from "#public-api/stream-query.ts";

it.each([
  ["7", 7],
  ["0", 0],
  ["007", 7],
  [null, 0],
  [undefined, 0],
  ["", 0],
  ["-1", 0],
  ["1.5", 0],
  ["1e3", 0],
  ["abc", 0],
  ["7 ", 0],
  ["9".repeat(16), 0],
])("C16 reads the cursor %j as %d", (value, seq) => {
  expect(parseCursor(value)).toBe(seq);
});
