import fc from "fast-check";
import { expect, it } from "vitest";
import { diffText } from "#configs/diff-text.ts";
import { type DiffLine, toDiffRows } from "./to-diff-rows.ts";

const words = (line: DiffLine | null) =>
  line?.map(({ text, isMarked }) => (isMarked ? `[${text}]` : text)).join("") ?? null;

function rowsOf(before: string, after: string) {
  return toDiffRows(diffText(before, after)).map((row) =>
    row.kind === "same" ? words(row.line) : { before: words(row.before), after: words(row.after) },
  );
}

it("puts a reworded line beside its old self and marks the words", () => {
  expect(
    rowsOf("You help.\nAnswer in one line.\nBe kind.", "You help.\nAnswer in two lines.\nBe kind."),
  ).toEqual(["You help.", { before: "Answer in [one line].", after: "Answer in [two lines]." }, "Be kind."]);
});

it("shows added and removed lines alone, unmarked, and what follows as unchanged", () => {
  expect(rowsOf("one\ntwo\nthree\n", "one\nthree\n")).toEqual([
    "one",
    { before: "two", after: null },
    "three",
  ]);
  expect(rowsOf("one\nthree\n", "one\ntwo\n\nthree\n")).toEqual([
    "one",
    { before: null, after: "two" },
    { before: null, after: "" },
    "three",
  ]);
});

it("shows a line as unchanged when only others were put in or taken out after it", () => {
  expect(rowsOf("one\ntwo", "one\ntwo\nthree")).toEqual(["one", "two", { before: null, after: "three" }]);
  expect(rowsOf("one\ntwo\nthree", "one\ntwo")).toEqual(["one", "two", { before: "three", after: null }]);
});

it("shows no line of a text that is empty", () => {
  expect(rowsOf("", "one\ntwo")).toEqual([
    { before: null, after: "one" },
    { before: null, after: "two" },
  ]);
  expect(rowsOf("one\ntwo\n", "")).toEqual([
    { before: "one", after: null },
    { before: "two", after: null },
  ]);
});

it("loses no line of either text", () => {
  const text = fc
    .array(fc.constantFrom("a b", "c", "", "d e f"), { maxLength: 12 })
    .map((lines) => lines.join("\n"));
  const plain = (line: DiffLine) => line.map((part) => part.text).join("");
  fc.assert(
    fc.property(text, text, (before, after) => {
      const rows = toDiffRows(diffText(before, after));
      const side = (which: "before" | "after") =>
        rows.flatMap((row) => {
          const line = row.kind === "same" ? row.line : row[which];
          return line ? [plain(line)] : [];
        });
      const wanted = (whole: string) => whole.split("\n").filter((line) => line !== "");
      expect(side("before").filter(Boolean)).toEqual(wanted(before));
      expect(side("after").filter(Boolean)).toEqual(wanted(after));
    }),
  );
});
