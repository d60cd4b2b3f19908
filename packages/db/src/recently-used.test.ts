import { expect, it } from "vitest";
import { createRecentlyUsed } from "#recently-used.ts";

it("forgets what was not used for longest", () => {
  const values = createRecentlyUsed<number>(2);
  values.add("a", 1);
  values.add("b", 2);
  expect(values.get("a")).toBe(1);
  values.add("c", 3);
  expect(["a", "b", "c"].map(values.get)).toEqual([1, undefined, 3]);
});

it("keeps the last value of a key", () => {
  const values = createRecentlyUsed<number>(2);
  values.add("a", 1);
  values.add("a", 2);
  values.add("b", 3);
  expect(["a", "b"].map(values.get)).toEqual([2, 3]);
});

it("forgets what it is told to forget", () => {
  const values = createRecentlyUsed<number>(2);
  values.add("a", 1);
  values.delete("a");
  expect(values.get("a")).toBeUndefined();
});
