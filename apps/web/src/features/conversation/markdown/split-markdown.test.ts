import { expect, it } from "vitest";
import { noPieces, splitMarkdown } from "./split-markdown.ts";

const all = (text: string) => {
  const { finished, rest } = splitMarkdown(text);
  return [...finished, rest];
};

it.each([
  ["paragraphs", "One\nline\n\nTwo\n\nThree", ["One\nline\n\n", "Two\n\n", "Three"]],
  ["a heading behind a list", "- a\n- b\n\n## Next\n\ntext", ["- a\n- b\n\n", "## Next\n\n", "text"]],
  ["a loose list as one", "1. a\n\n2. b\n\n   more\n\n3. c\n", ["1. a\n\n2. b\n\n   more\n\n3. c\n"]],
  ["a list behind words", "Words:\n\n- a\n- b\n", ["Words:\n\n", "- a\n- b\n"]],
  ["a fence with blank lines as one", "```js\na\n\nb\n```\n\nEnd\n", ["```js\na\n\nb\n```\n\n", "End\n"]],
  [
    "a fence in a list as one",
    "- a\n\n  ```\n  x\n\ny\n  ```\n\nEnd\n",
    ["- a\n\n  ```\n  x\n\ny\n  ```\n\n", "End\n"],
  ],
  ["HTML as one", "<pre>\n\na\n\nb\n</pre>\n\nEnd\n", ["<pre>\n\na\n\nb\n</pre>\n\nEnd\n"]],
  ["a fence that is not closed", "Words\n\n~~~\na\n\nb\n", ["Words\n\n", "~~~\na\n\nb\n"]],
])("splits %s", (_, text, pieces) => {
  expect(all(text)).toEqual(pieces);
});

it.each([
  ["a word behind words", "One\n\nT", ["One\n\n", "T"]],
  ["a fence", "One\n\n`", ["One\n\n", "`"]],
  ["a word behind a list", "- a\n\nT", ["- a\n\n", "T"]],
  ["what may become a list item", "- a\n\n-", ["- a\n\n-"]],
  ["what may become a number", "1. a\n\n2", ["1. a\n\n2"]],
  ["a number that became none", "1. a\n\n2 b", ["1. a\n\n", "2 b"]],
  ["a line that is indented", "One\n\n ", ["One\n\n "]],
])("ends what stands before %s as soon as it must", (_, text, pieces) => {
  expect(all(text)).toEqual(pieces);
});

it("keeps a text whole whose links are defined elsewhere in it", () => {
  const text = "See [the yard][1].\n\nMore.\n\n[1]: https://example.com\n";
  expect(all(text)).toEqual([text]);
});

it("comes to the same pieces however the text arrives, and keeps the finished ones", () => {
  const text =
    "# Title\n\nWords *here*.\n\n- a\n\n- b\n\nBetween.\n\n```ts\nconst a = 1;\n\nconst b = 2;\n```\n\nEnd.\n\nLast";
  for (const step of [1, 3, 7, 40]) {
    let pieces = noPieces;
    for (let end = step; end < text.length + step; end += step) {
      const next = splitMarkdown(text.slice(0, end), pieces);
      expect(next.finished.slice(0, pieces.finished.length)).toEqual(pieces.finished);
      expect(next.finished.join("") + next.rest).toBe(text.slice(0, end));
      pieces = next;
    }
    expect(pieces).toEqual(splitMarkdown(text));
  }
  expect(all(text)).toHaveLength(7);
});

it("begins anew when the text is another one", () => {
  const pieces = splitMarkdown("One\n\nTwo\n\nThree\n");
  expect(splitMarkdown("Other\n\nTwo\n", pieces)).toEqual({
    finished: ["Other\n\n"],
    rest: "Two\n",
    isWhole: false,
  });
});
