import type { SessionFile } from "@slipway/schemas/files/session-file";
import { expect, it } from "vitest";
import { buildTree } from "./build-tree.ts";
import { keyInTree } from "./key-in-tree.ts";

const file = (path: string): SessionFile => ({ path, kind: "file", size: 1, change: null });
const isOpen = (folder: string) => folder === "src";
/** lib/ (closed), src/ (open), src/a.ts, b.md */
const rows = buildTree([file("lib/x"), file("src/a.ts"), file("b.md")], isOpen);
const press = (key: string, at: number) => keyInTree(key, { rows, at, isOpen });

it("moves up and down, and stays at the ends", () => {
  expect([press("ArrowDown", 0), press("ArrowDown", 3), press("ArrowUp", 0), press("End", 1)]).toEqual([
    { kind: "focus", at: 1 },
    { kind: "focus", at: 3 },
    { kind: "focus", at: 0 },
    { kind: "focus", at: 3 },
  ]);
});

it("opens, goes in, goes back to the folder, and closes", () => {
  expect([
    press("ArrowRight", 0),
    press("ArrowRight", 1),
    press("ArrowLeft", 2),
    press("ArrowLeft", 1),
  ]).toEqual([{ kind: "open" }, { kind: "focus", at: 2 }, { kind: "focus", at: 1 }, { kind: "close" }]);
});

it("does nothing where there is nothing to do", () => {
  expect([press("ArrowRight", 3), press("ArrowLeft", 3), press("x", 0), press("ArrowDown", 9)]).toEqual([
    { kind: "none" },
    { kind: "none" },
    { kind: "none" },
    { kind: "none" },
  ]);
});
