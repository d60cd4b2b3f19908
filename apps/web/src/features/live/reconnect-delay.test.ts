import { expect, it } from "vitest";
import { reconnectDelayMs } from "./reconnect-delay.ts";

it("doubles the wait and stops growing at fifteen seconds", () => {
  const longest = [0, 1, 2, 3, 6, 20].map((attempt) => reconnectDelayMs(attempt, 1));
  expect(longest).toEqual([250, 500, 1000, 2000, 15_000, 15_000]);
});

it("takes off up to half of it by chance", () => {
  expect(reconnectDelayMs(2, 0)).toBe(500);
  expect(reconnectDelayMs(2, 0.5)).toBe(750);
});
