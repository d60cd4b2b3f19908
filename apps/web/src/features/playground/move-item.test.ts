import { expect, it } from "vitest";
import { moveItem } from "./move-item.ts";

it("moves one item and keeps the order of the others", () => {
  const list = ["a", "b", "c"];
  expect([moveItem(list, 0, 2), moveItem(list, 2, 0), moveItem(list, 5, 0)]).toEqual([
    ["b", "c", "a"],
    ["c", "a", "b"],
    ["a", "b", "c"],
  ]);
  expect(list).toEqual(["a", "b", "c"]);
});
