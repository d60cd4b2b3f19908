import fc from "fast-check";
import { expect, it } from "vitest";
import { createJoinedText } from "#harness/model-call/joined-text.ts";

function join(pieces: readonly string[]) {
  const joined = createJoinedText();
  const shown = [...pieces.map((piece) => joined.add(piece)), joined.end()];
  return { shown, text: joined.text() };
}

it("keeps a surrogate pair whole that is split over two pieces", () => {
  expect(join(["a\ud83d", "\ude00b"])).toEqual({ shown: ["a", "\u{1f600}b", ""], text: "a\u{1f600}b" });
});

it("replaces half a pair that stays alone, at the end too", () => {
  expect(join(["a\ud83d", "b\ud83d"])).toEqual({ shown: ["a", "\ufffdb", "\ufffd"], text: "a\ufffdb\ufffd" });
});

it("replaces what Postgres cannot store", () => {
  expect(join(["a\u0000b"]).text).toBe("a\ufffdb");
});

it("shows the same as the whole text made storable, however it is cut", () => {
  const codeUnit = fc.constantFrom("a", "\u0000", "\ud83d", "\ude00", "é");
  fc.assert(
    fc.property(fc.array(fc.array(codeUnit, { maxLength: 3 })), (cut) => {
      const pieces = cut.map((units) => units.join(""));
      const { shown, text } = join(pieces);
      expect(text).toBe(pieces.join("").replaceAll("\u0000", "\ufffd").toWellFormed());
      expect(shown.join("")).toBe(text);
      for (const piece of shown) expect(piece.isWellFormed()).toBe(true);
    }),
  );
});
