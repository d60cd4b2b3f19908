import fc from "fast-check";
import { expect, it } from "vitest";
import { diffText } from "./diff-text.ts";

const sides = (pieces: ReturnType<typeof diffText>) => ({
  before: pieces.map(({ kind, text }) => (kind === "added" ? "" : text)).join(""),
  after: pieces.map(({ kind, text }) => (kind === "removed" ? "" : text)).join(""),
});

it("C67 marks the words that changed, and nothing around them", () => {
  expect(diffText("Answer in one sentence.\nBe kind.\n", "Answer in two sentences.\nBe kind.\n")).toEqual([
    { kind: "same", text: "Answer in " },
    { kind: "removed", text: "one sentence" },
    { kind: "added", text: "two sentences" },
    { kind: "same", text: ".\nBe kind.\n" },
  ]);
});

it("shows a line that has little in common with the old one as replaced", () => {
  expect(diffText("You are a poet of the sea.", "Sort the tickets by a topic.")).toEqual([
    { kind: "removed", text: "You are a poet of the sea." },
    { kind: "added", text: "Sort the tickets by a topic." },
  ]);
});

it("C67 gives back both texts from the pieces, whatever they are", () => {
  const words = fc.array(fc.constantFrom("a", "bee", " ", "\n", "\r\n", "é", "👋", ".", "  "), {
    maxLength: 40,
  });
  const text = words.map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = diffText(before, after);
      expect(sides(pieces)).toEqual({ before, after });
      expect(pieces.every((piece) => piece.text !== "")).toBe(true);
    }),
  );
});

it("answers soon for two long texts without a word in common", () => {
  const text = (word: string) => Array.from({ length: 30_000 }, (_, at) => `${word}${at}\n`).join("");
  const started = performance.now();
  const pieces = diffText(text("a"), text("b"));
  expect(pieces.map(({ kind }) => kind)).toEqual(["removed", "added"]);
  expect(performance.now() - started).toBeLessThan(5_000);
});
