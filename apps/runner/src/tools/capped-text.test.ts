import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCappedText } from "#tools/capped-text.ts";

function cap(pieces: readonly (string | Buffer)[], limit: number) {
  const capped = createCappedText("Look elsewhere.", limit);
  const shown = pieces.map((piece) => capped.add(Buffer.from(piece))).join("");
  return { shown, ...capped.finish() };
}

describe("createCappedText", () => {
  it("C45 keeps beginning and end of what is too long, and says what to do", () => {
    expect(cap(["abcdefgh", "ijklmnop"], 6)).toEqual({
      shown: "abc",
      text: "abc\n[10 characters left out. Look elsewhere.]\nnop",
      truncated: true,
    });
  });

  it("is exact up to the limit, in whatever pieces bytes come", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        (text, size) => {
          const wellFormed = text.toWellFormed().replaceAll("\0", "x");
          const bytes = Buffer.from(wellFormed);
          const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
            bytes.subarray(index * size, (index + 1) * size),
          );
          expect(cap(pieces, wellFormed.length + 2)).toMatchObject({ text: wellFormed, truncated: false });
        },
      ),
    );
  });

  it("never cuts a character in two", () => {
    for (let limit = 2; limit < 12; limit++) {
      const { text } = cap(["😀".repeat(10)], limit);
      expect(text.isWellFormed()).toBe(true);
    }
  });

  it("makes of NUL and of what is no UTF-8 something that can be stored", () => {
    expect(cap([Buffer.from([0x61, 0, 0xff, 0x62])], 100).text).toBe("a\uFFFD\uFFFDb");
  });
});
