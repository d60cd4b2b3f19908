import fc from "fast-check";
import { expect, it } from "vitest";
import { readWrittenArguments } from "./read-written-arguments.ts";

it("reads the text values of arguments that are still being written", () => {
  expect(readWrittenArguments('{"path":"src/a')).toEqual({ path: "src/a" });
  expect(readWrittenArguments('{"path":"a.md","content":"# Hi\\n\\"you')).toEqual({
    path: "a.md",
    content: '# Hi\n"you',
  });
  expect(readWrittenArguments('{"path":"a.md","edits":[{"oldText":"x","newText":"y"}],"no')).toEqual({
    path: "a.md",
  });
  expect(readWrittenArguments('{"limit":3,"path":"b')).toEqual({ path: "b" });
});

it("shows no half of an escape", () => {
  expect(readWrittenArguments('{"text":"a\\')).toEqual({ text: "a" });
  expect(readWrittenArguments('{"text":"a\\u00e')).toEqual({ text: "a" });
  expect(readWrittenArguments('{"text":"a\\\\')).toEqual({ text: "a\\" });
});

it("never throws and never shows more than there will be, wherever the text is cut", () => {
  const values = fc.dictionary(
    fc.string({ minLength: 1 }).filter((key) => key !== "__proto__"),
    fc.string(),
  );
  fc.assert(
    fc.property(values, fc.nat(), (input, cut) => {
      const json = JSON.stringify(input);
      const written = readWrittenArguments(json.slice(0, cut % (json.length + 1)));
      for (const [key, text] of Object.entries(written)) expect(input[key]?.startsWith(text)).toBe(true);
      expect(readWrittenArguments(json)).toEqual({ ...input });
    }),
  );
});
