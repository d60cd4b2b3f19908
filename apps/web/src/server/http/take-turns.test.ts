import { setImmediate as nextRound } from "node:timers/promises";
import { expect, it } from "vitest";
import { createTurns } from "#server/http/take-turns.ts";

it("begins a few at once, the rest in order, and between rounds others have their turn", async () => {
  const inTurns = createTurns();
  const begun: (number | string)[] = [];
  for (let request = 1; request <= 20; request += 1) inTurns(() => begun.push(request));
  const numbers = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index);
  expect(begun).toEqual(numbers(1, 8));
  setImmediate(() => begun.push("other"));
  inTurns(() => begun.push(21));
  while (begun.length < 22) await nextRound();
  expect(begun).toEqual([...numbers(1, 16), "other", ...numbers(17, 21)]);
});

it("begins at once whatever comes after a quiet moment", async () => {
  const inTurns = createTurns();
  let begun = 0;
  const request = () => {
    begun += 1;
  };
  for (let count = 0; count < 8; count += 1) inTurns(request);
  expect(begun).toBe(8);
  await nextRound();
  for (let count = 0; count < 8; count += 1) inTurns(request);
  expect(begun).toBe(16);
});
