import { expect, it } from "vitest";
import { formatSpan } from "./format-span.ts";

/** Local time, as the screen shows it. */
const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime();

it("says a stretch of time as briefly as it can be understood", () => {
  expect(formatSpan(at(21, 10), at(21, 10, 15))).toBe("21 Nov 10:00 – 10:15");
  expect(formatSpan(at(20, 22), at(21, 2))).toBe("20 Nov 22:00 – 21 Nov 02:00");
  expect(formatSpan(at(1, 0), at(8, 0))).toBe("1 Nov – 8 Nov");
});
