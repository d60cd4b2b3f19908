import { expect, it } from "vitest";
import { markTemplate } from "./mark-template.ts";

const marksOf = (text: string, variables: readonly string[] = []) =>
  markTemplate(text, variables).flatMap(({ text: piece, mark }) => (mark ? [[piece, mark]] : []));

it.each(["", "plain", "{{a}} and {{b}}", "{{#a}}x{{/a}} y", "a {{b", "{{! note }}{{a.b}}", "x{{#a}}y"])(
  "%j is what its pieces amount to",
  (text) => {
    const pieces = markTemplate(text, ["a"]);
    expect(pieces.map((piece) => piece.text).join("")).toBe(text);
    expect(pieces.map(({ at }) => at)).toEqual([...new Set(pieces.map(({ at }) => at))]);
  },
);

it("tells variables that are declared from others, and marks what is broken", () => {
  expect(marksOf("{{a}} {{b}} {{#a}}x{{/a}}{{! c }}", ["a"])).toEqual([
    ["{{a}}", "known"],
    ["{{b}}", "unknown"],
    ["{{#a}}", "other"],
    ["{{/a}}", "other"],
    ["{{! c }}", "other"],
  ]);
  expect(marksOf("{{a}} {{b.c}}", ["a"])).toEqual([
    ["{{a}}", "known"],
    ["{{b.c}}", "fault"],
  ]);
  expect(marksOf("x{{#a}}y", ["a"])).toEqual([["{{#a}}", "fault"]]);
});
