import { expect, it } from "vitest";
import { formatRelativeTime } from "./format-relative-time.ts";

const now = new Date("2026-11-21T12:00:00.000Z");

it.each([
  ["2026-11-21T12:00:03.000Z", "just now"],
  ["2026-11-21T11:59:56.000Z", "just now"],
  ["2026-11-21T11:59:48.000Z", "12 s ago"],
  ["2026-11-21T11:59:00.000Z", "1 min ago"],
  ["2026-11-21T11:00:01.000Z", "59 min ago"],
  ["2026-11-21T07:00:00.000Z", "5 h ago"],
  ["2026-11-15T11:00:00.000Z", "6 d ago"],
  ["2026-11-14T11:00:00.000Z", "14 Nov"],
  ["2025-11-14T11:00:00.000Z", "14 Nov 2025"],
])("shows %s as %s", (moment, text) => {
  expect(formatRelativeTime(new Date(moment), now)).toBe(text);
});
