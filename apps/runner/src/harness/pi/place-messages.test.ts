import { describe, expect, it } from "vitest";
import { placeMessages, unknownOutcome } from "#harness/pi/place-messages.ts";
import type { StoredEntry } from "#harness/pi/stored-entry.ts";
import { givenModel } from "#harness/test/given-model.ts";

const model = givenModel();
const from = { api: model.api, provider: model.provider, model: model.modelId };
const user = (text: string): StoredEntry => ({ kind: "message", role: "user", text });
const cut = (text: string): StoredEntry => ({ kind: "message", role: "assistant", text, partial: true });
const result = (callId: string, output: string): StoredEntry => {
  return { kind: "tool_result", callId, name: "bash", output, isError: false };
};
const answer = (text: string, ...calls: string[]): StoredEntry => ({
  kind: "answer",
  content: [
    { type: "text", text },
    ...calls.map((id) => ({ type: "toolCall" as const, id, name: "bash", arguments: {} })),
  ],
  from,
});

/** Each message as its id, its role and what it says. */
function place(entries: readonly (StoredEntry | null)[]) {
  return placeMessages(entries, model).messages.map(({ id, message }) => {
    const { content } = message;
    const texts =
      typeof content === "string"
        ? [content]
        : content.map((block) => ("text" in block ? block.text : block.type));
    return [id, message.role, ...texts];
  });
}

const marked = (output: string, attributes = "") =>
  `<tool_output tool="bash"${attributes}>\n${output}\n</tool_output>`;

describe("the conversation for Pi", () => {
  it("puts results in the order of their calls and lets what people said follow them", () => {
    const entries = [user("Go"), answer("Yes.", "a", "b"), result("b", "B"), user("Hurry"), result("a", "A")];
    expect(place(entries)).toEqual([
      ["e0", "user", "Go"],
      ["e1", "assistant", "Yes.", "toolCall", "toolCall"],
      ["e1r0", "toolResult", marked("A")],
      ["e1r1", "toolResult", marked("B")],
      ["e3", "user", "Hurry"],
    ]);
  });

  it("tells a call without a result as one whose outcome is unknown", () => {
    expect(place([user("Go"), answer("Yes.", "a")]).at(-1)).toEqual([
      "e1r0",
      "toolResult",
      marked(unknownOutcome, ' status="error"'),
    ]);
  });

  it("joins a cut answer with what continues it, also when that makes a call", () => {
    const entries = [user("Go"), cut("I lo"), cut("ok "), answer("here.", "a"), result("a", "A")];
    expect(place(entries)[1]).toEqual(["e1", "assistant", "I lo", "ok ", "here.", "toolCall"]);
  });

  it("C36 leaves out what cannot be read, and a result whose call cannot; places stay the same", () => {
    expect(place([null, user("Go"), null, result("x", "X"), user("On")])).toEqual([
      ["e1", "user", "Go"],
      ["e4", "user", "On"],
    ]);
  });

  it("counts the first of two results of one call", () => {
    const entries = [user("Go"), answer("Yes.", "a"), result("a", "first"), result("a", "second")];
    expect(place(entries).at(-1)).toEqual(["e1r0", "toolResult", marked("first")]);
  });

  it("gives a model no other model's reasoning", () => {
    const thoughtful: StoredEntry = {
      kind: "answer",
      content: [
        { type: "thinking", thinking: "Hm.", thinkingSignature: "signed" },
        { type: "text", text: "Yes." },
      ],
      from: { ...from, model: "other" },
    };
    expect(place([user("Go"), thoughtful])[1]).toEqual(["e1", "assistant", "Yes."]);
  });

  it("says that there are pictures instead of leaving them out", () => {
    const picture: StoredEntry = {
      kind: "tool_result",
      callId: "a",
      name: "bash",
      output: "A chart.",
      isError: false,
      images: [{ mediaType: "image/png", base64: "AA==" }],
    };
    expect(place([user("Go"), answer("Yes.", "a"), picture]).at(-1)).toEqual([
      "e1r0",
      "toolResult",
      marked("A chart.\n[1 picture, not shown to you: say so rather than guess what is in it]"),
    ]);
  });

  it("shows nothing from before a compaction but what it kept, with outputs shortened", () => {
    const compaction: StoredEntry = { kind: "compaction", keptFrom: 1, summary: "Before.", outputLimit: 10 };
    const long = "x".repeat(100);
    const entries = [
      user("Go"),
      answer("Yes.", "a"),
      result("a", long),
      compaction,
      answer("Then.", "b"),
      result("b", long),
    ];
    const placed = place(entries);
    expect(placed.map(([id]) => id)).toEqual(["e1", "e1r0", "e4", "e4r0"]);
    expect(placed[1]?.[2]).toContain("90 characters left out");
    expect(placed[3]?.[2]).toBe(marked(long));
  });
});
