import { expect, it } from "vitest";
import { matchShortcut } from "./match-shortcut.ts";

const known = ["g a", "g r", "n", "?", "mod+k"];

it("runs a shortcut of one stroke at once", () => {
  expect(matchShortcut([], "?", known)).toEqual({ kind: "run", keys: "?" });
  expect(matchShortcut([], "mod+k", known)).toEqual({ kind: "run", keys: "mod+k" });
});

it("waits for the second stroke of a sequence", () => {
  expect(matchShortcut([], "g", known)).toEqual({ kind: "pending", strokes: ["g"] });
  expect(matchShortcut(["g"], "r", known)).toEqual({ kind: "run", keys: "g r" });
});

it("lets a stroke that ends no sequence begin another one", () => {
  expect(matchShortcut(["g"], "n", known)).toEqual({ kind: "run", keys: "n" });
  expect(matchShortcut(["g"], "g", known)).toEqual({ kind: "pending", strokes: ["g"] });
});

it("leaves alone what nobody registered", () => {
  expect(matchShortcut([], "x", known)).toEqual({ kind: "none" });
  expect(matchShortcut(["g"], "x", known)).toEqual({ kind: "none" });
});
