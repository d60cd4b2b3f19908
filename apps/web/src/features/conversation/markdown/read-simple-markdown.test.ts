import fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import remend from "remend";
import { expect, it } from "vitest";
import { readSimpleMarkdown } from "./read-simple-markdown.ts";

/** What the parser makes of it, without the places. */
function parsed(text: string): unknown {
  const source = remend(text, { linkMode: "text-only" });
  const tree = fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return JSON.parse(JSON.stringify(tree, (key, value: unknown) => (key === "position" ? undefined : value)));
}

const words = fc.constantFrom(
  ..."One and, more. (so) 7% a-b c=d e|f #1 x: 1. - + ' \" ? ! / é 漢 😀 - = : ; www http mailto:".split(" "),
);
const line = fc.array(words, { maxLength: 12 }).map((all) => `A${all.join(" ")}`);
const marks = fc.constantFrom("```", "````", "~~~");
const codeLine = fc.constantFrom(
  "",
  "a",
  "  b",
  "\tc",
  "const d = `e`;",
  "# f",
  "- g",
  "[h]: i",
  "**j",
  "`",
  "``",
  "~~",
);

it("reads words in one line, and a fence that is open, as the parser does", () => {
  const fence = fc
    .tuple(marks, fc.constantFrom("", "ts", "c++", "objective-c"), fc.array(codeLine, { maxLength: 8 }))
    .map(([open, lang, lines]) => `${open}${lang}\n${lines.join("\n")}`);
  fc.assert(
    fc.property(fc.oneof(line, fence), (text) => {
      const tree = readSimpleMarkdown(text);
      if (tree) expect(tree).toEqual(parsed(text));
    }),
    { numRuns: 1_000 },
  );
});

it.each(["Some words, so far", "```ts\nconst a = 1;\n", "~~~\n# no heading"])(
  "needs no parser for %j",
  (text) => {
    expect(readSimpleMarkdown(text)).toEqual(parsed(text));
  },
);

it.each([
  "**bold**",
  "A `b`",
  "two\nlines",
  "- a",
  "1. a",
  "# a",
  "see www.example.com",
  "see https://example.com",
  "a@b.example",
  "&amp;",
  "```ts",
  "```ts\na\n```",
  "```\na\n``` ",
  "> a",
  "    a",
])("leaves %j to the parser", (text) => {
  expect(readSimpleMarkdown(text)).toBeNull();
});
