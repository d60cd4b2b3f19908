import { expect, it } from "vitest";
import { DayBits, type DayRun } from "#history/day-bits.ts";

const run: DayRun = {
  appId: "app_1",
  type: "chat",
  revision: null,
  environment: null,
  model: "demo/demo",
  status: "completed",
  stopReason: "completed",
  source: "api",
  userId: null,
  hour: 9,
  class: 7,
  tokens: 0,
  costMicroUsd: 0,
};

it("has a bit for each run that has a value, and for each one among the digits of its amounts", () => {
  const bits = new DayBits(10);
  for (let n = 0; n < 10; n += 1) {
    bits.add({ ...run, ...(n === 9 ? { status: "failed", class: null } : {}), tokens: n });
  }
  const rows = new Map([...bits.rows()].map(({ field, value, bits: text }) => [`${field} ${value}`, text]));
  expect(bits.count).toBe(10);
  expect(rows.get(" ")).toBe("Xffc0");
  expect(rows.get("status completed")).toBe("Xff80");
  expect(rows.get("status failed")).toBe("X0040");
  expect(rows.get("class 7")).toBe("Xff80");
  expect(rows.get("hour 9")).toBe("Xffc0");
  // Tokens are 0 to 9: the digits for 1, 2, 4 and 8.
  expect(["0", "1", "2", "3", "4"].map((digit) => rows.get(`tokens ${digit}`))).toEqual([
    "X5540",
    "X3300",
    "X0f00",
    "X00c0",
    undefined,
  ]);
  expect([...rows.keys()].some((key) => key.startsWith("cost") || key.startsWith("revision"))).toBe(false);
});

it("keeps bits of people with many runs only, whose others are read", () => {
  const bits = new DayBits(640);
  for (let n = 0; n < 640; n += 1) bits.add({ ...run, userId: n % 20 === 0 ? "usr_many" : `usr_${n}` });
  const people = [...bits.rows()].filter(({ field }) => field === "userId");
  expect(people.map(({ value }) => value)).toEqual(["usr_many"]);
});
