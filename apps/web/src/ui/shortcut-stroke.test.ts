import { expect, it } from "vitest";
import { isCharacterStroke, strokeOf } from "./shortcut-stroke.ts";

const plain = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };

it.each([
  ["a letter", { ...plain, key: "a" }, "a"],
  ["a letter with caps lock", { ...plain, key: "A" }, "a"],
  ["a character that needs shift", { ...plain, key: "?", shiftKey: true }, "?"],
  ["Ctrl", { ...plain, key: "k", ctrlKey: true }, "mod+k"],
  ["the command key", { ...plain, key: "k", metaKey: true }, "mod+k"],
  ["shift with a key that writes nothing", { ...plain, key: "Enter", shiftKey: true }, "shift+enter"],
])("names %s", (_, press, stroke) => {
  expect(strokeOf(press)).toBe(stroke);
});

it("tells single characters from keys that are safe to press", () => {
  expect(["n", "?", "mod+k", "escape", "enter"].filter(isCharacterStroke)).toEqual(["n", "?"]);
});
