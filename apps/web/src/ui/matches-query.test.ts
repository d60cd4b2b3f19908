import { expect, it } from "vitest";
import { matchesQuery } from "./matches-query.ts";

const option = { value: "a/b", label: "openai/gpt-5", note: "GPT-5 · sees pictures", group: "openai" };

it.each([
  ["", true],
  ["gpt", true],
  ["GPT pictures", true],
  [" open  5 ", true],
  ["gpt hears", false],
])("%j", (query, found) => {
  expect(matchesQuery(option, query)).toBe(found);
});
