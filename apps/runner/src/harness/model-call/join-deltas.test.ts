import { expect, it } from "vitest";
import { createDeltaJoiner } from "#harness/model-call/join-deltas.ts";

const chunk = (delta: object, more: object = {}) => ({
  id: "call-1",
  model: "scripted",
  choices: [{ index: 0, delta, finish_reason: null }],
  ...more,
});
const message = (value: object) => `data: ${JSON.stringify(value)}\n\n`;
const text = (content: string) => message(chunk({ content }));

function join(...pieces: (string | Uint8Array)[]): string {
  const joiner = createDeltaJoiner();
  return Buffer.concat(pieces.map((piece) => joiner.join(Buffer.from(piece)))).toString();
}

it("joins what adjacent chunks add to one text", () => {
  expect(join(text("Grüß") + text(" dich") + text(" 🙂"))).toBe(text("Grüß dich 🙂"));
});

it("joins reasoning apart from the answer", () => {
  const thought = (reasoning_content: string) => message(chunk({ content: null, reasoning_content }));
  expect(join(thought("a") + thought("b") + text("c") + text("d"))).toBe(thought("ab") + text("cd"));
});

it("leaves a single chunk as it came, byte for byte", () => {
  const odd = 'data: { "choices":[{"delta":{"content":"a"}}] }\n\n';
  expect(join(odd)).toBe(odd);
});

const others = {
  "the end": message({
    ...chunk({ content: "x" }),
    choices: [{ index: 0, delta: {}, finish_reason: "stop" }],
  }),
  "text that ends the answer": message({
    ...chunk({}),
    choices: [{ index: 0, delta: { content: "x" }, finish_reason: "stop" }],
  }),
  usage: message(chunk({ content: "x" }, { usage: { prompt_tokens: 1 } })),
  "an error": message({ error: { message: "no" } }),
  "a tool call": message(chunk({ tool_calls: [{ index: 0, function: { arguments: "{" } }] })),
  "text beside reasoning": message(chunk({ content: "x", reasoning: "y" })),
  "reasoning to be sent back": message(
    chunk({ reasoning: "x", reasoning_details: [{ type: "reasoning.text" }] }),
  ),
  "another model's text": message(chunk({ content: "x" }, { model: "other" })),
  "two choices": message({
    ...chunk({}),
    choices: [{ delta: { content: "x" } }, { delta: { content: "y" } }],
  }),
  "log probabilities": message({
    ...chunk({}),
    choices: [{ delta: { content: "x" }, logprobs: { content: [] } }],
  }),
  "an event with a name": `event: ping\n${text("x")}`,
  "a comment": ": still there\n\n",
  "what is no JSON": "data: {nonsense\n\n",
  done: "data: [DONE]\n\n",
};

it.each(Object.entries(others))("passes %s on as it came, and joins nothing across it", (_name, other) => {
  const before = text("a");
  const after = text("b");
  expect(join(before + other + after)).toBe(before + other + after);
  expect(join(other + after + after)).toBe(other + text("bb"));
});

it("loses nothing wherever the network cuts, and holds nothing back", () => {
  const whole = Buffer.from(
    text("é") + text("🙂") + text("c") + others.usage + text("d") + text("e") + others.done,
  );
  for (let first = 0; first <= whole.length; first += 1) {
    for (const second of [first, first + 1, first + 2, first + 90]) {
      const pieces = [whole.subarray(0, first), whole.subarray(first, second), whole.subarray(second)];
      expect(contentOf(join(...pieces))).toBe("é🙂cxde");
    }
  }
});

function contentOf(stream: string): string {
  expect(stream.endsWith(others.done)).toBe(true);
  return stream
    .split("\n\n")
    .filter((line) => line.startsWith("data: {"))
    .map((line) => JSON.parse(line.slice("data: ".length)).choices[0].delta.content)
    .join("");
}

it("takes streams with other line ends as they are", () => {
  const stream = (text("a") + text("b")).replaceAll("\n", "\r\n");
  expect(join(stream)).toBe(stream);
});
