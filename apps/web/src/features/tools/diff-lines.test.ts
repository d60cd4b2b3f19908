import { expect, it } from "vitest";
import { diffLines, readEdits } from "./diff-lines.ts";

const drawn = (oldText: string, newText: string) =>
  diffLines([{ oldText, newText }]).map(({ kind, text }) => `${kind} ${text}`);

it("shows what changed with a little of what did not", () => {
  const before = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"].join("\n");
  expect(drawn(before, before.replace("5", "five"))).toEqual([
    "same 2",
    "same 3",
    "same 4",
    "removed 5",
    "added five",
    "same 6",
    "same 7",
    "same 8",
  ]);
});

it("shows a new file as added, without the note on its last line", () => {
  expect(drawn("", "a\nb")).toEqual(["added a", "added b"]);
  expect(drawn("a", "a")).toEqual([]);
});

it("compares two texts that have nothing in common without taking long", () => {
  const lines = (word: string) => Array.from({ length: 5_000 }, (_, at) => `${word} ${at}`).join("\n");
  const begun = performance.now();
  expect(diffLines([{ oldText: lines("a"), newText: lines("b") }])).toHaveLength(10_000);
  expect(performance.now() - begun).toBeLessThan(2_000);
});

it("reads the replacements of a call, one or many, and leaves out what has another shape", () => {
  const edit = { oldText: "a", newText: "b" };
  expect(readEdits("write", { path: "x", content: "new" })).toEqual([{ oldText: "", newText: "new" }]);
  expect(readEdits("edit", { path: "x", edits: [edit, edit, { oldText: 3 }] })).toEqual([edit, edit]);
  expect(readEdits("edit", { path: "x", ...edit })).toEqual([edit]);
  expect(readEdits("edit", { path: "x", edits: "none" })).toEqual([]);
});
