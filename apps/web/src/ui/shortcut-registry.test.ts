import { expect, it } from "vitest";
import { addShortcut, listShortcuts, subscribeToShortcuts } from "./shortcut-registry.ts";

const shortcut = { keys: "x", label: "Select", group: "Runs", run: () => undefined };

it("lists a shortcut exactly as long as it is there, and says when that changes", () => {
  let changes = 0;
  const unsubscribe = subscribeToShortcuts(() => {
    changes += 1;
  });
  const remove = addShortcut(shortcut);
  expect(listShortcuts()).toEqual([shortcut]);
  remove();
  expect(listShortcuts()).toEqual([]);
  unsubscribe();
  addShortcut(shortcut)();
  expect(changes).toBe(2);
});

it("takes away one of two equal shortcuts, not both", () => {
  const removeFirst = addShortcut({ ...shortcut });
  const removeSecond = addShortcut({ ...shortcut });
  removeFirst();
  expect(listShortcuts()).toHaveLength(1);
  removeSecond();
});
