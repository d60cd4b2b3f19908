import { expect, it } from "vitest";
import { fromLocalTime, toLocalTime } from "./local-time.ts";

it("takes a moment to a field of local time and back", () => {
  const at = new Date(2026, 10, 21, 9, 5).toISOString();
  expect(toLocalTime(at)).toBe("2026-11-21T09:05");
  expect(fromLocalTime("2026-11-21T09:05")).toBe(at);
  expect([toLocalTime(null), fromLocalTime("")]).toEqual(["", null]);
});
