import { expect, it } from "vitest";
import { splitWords } from "#harness/demo/split-words.ts";
import { type DemoQuestion, writeDemoAnswer } from "#harness/llm/demo/demo-answer.ts";

const answer = (wanted: Partial<DemoQuestion> = {}) =>
  writeDemoAnswer({
    message: "Hello",
    earlierMessages: 0,
    instructions: "",
    parameters: {},
    outputSchema: null,
    input: { message: "Hello" },
    ...wanted,
  });

it("says what it is, quotes the start of the message and counts its words", () => {
  const message = "Please write me\na poem about the sea, and more of it";
  expect(answer({ message })).toContain("no language model, only a script");
  expect(answer({ message })).toContain("You wrote “Please write me a poem about …”, which is 12 words.");
  expect(answer({ message: "Hello" })).toContain("You wrote “Hello”, which is 1 word.");
});

it("never cuts an emoji in half", () => {
  const text = answer({ message: "\u{1f600}".repeat(61) });
  expect(text.isWellFormed()).toBe(true);
  expect(text).toContain(`“${"\u{1f600}".repeat(60)} …”`);
});

it("admits what reached it and changes nothing", () => {
  const text = answer({
    instructions: "Be brief.",
    parameters: { temperature: 0.3, seed: 7, reasoning: "low", topP: 0.5 },
  });
  expect(text).toContain(
    "changes nothing in a script: your instructions (2 words), temperature 0.3, top P 0.5, seed 7, reasoning low.",
  );
  expect(answer()).not.toContain("changes nothing");
});

it("shows a list, code and a table", () => {
  expect(answer()).toMatch(/^- \*\*Streaming/m);
  expect(answer()).toMatch(/^```sh$/m);
  expect(answer()).toMatch(/^\| --- \|/m);
});

it("gives the same answer to the same question", () => {
  expect(answer()).toBe(answer());
});

it("splits text into words that join to the text", () => {
  for (const text of [answer(), "", " a  b ", "a"]) expect(splitWords(text).join("")).toBe(text);
});

it("says how a prompt's values are sent, and answers in the form that is asked for", () => {
  const input = { variables: { topic: "the sea's\ntides" } };
  const text = answer({ message: "Write about the sea", input });
  expect(text).toContain("Your prompt says “Write about the sea”");
  expect(text).toContain(String.raw`-d '{"input": {"variables": {"topic":"the sea'\''s tides"}}}'`);
  const outputSchema = {
    type: "object",
    properties: { total: { type: "number", minimum: 2 } },
    required: ["total"],
  };
  expect(JSON.parse(answer({ outputSchema }))).toEqual({ total: 2 });
});
