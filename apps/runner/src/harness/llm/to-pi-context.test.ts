import { describe, expect, it } from "vitest";
import { partialEntry, plainEntry, readEntries, type StoredEntry } from "#harness/llm/stored-entry.ts";
import { toPiContext } from "#harness/llm/to-pi-context.ts";
import { continueRequest } from "#harness/model-call/continue-request.ts";
import { givenModel } from "#harness/test/given-model.ts";

const model = givenModel();
const from = { api: model.api, provider: model.provider, model: model.modelId };
const thoughtful = (origin: typeof from): StoredEntry => ({
  kind: "answer",
  content: [
    { type: "thinking", thinking: "Hm.", thinkingSignature: "signed" },
    { type: "text", text: "Yes." },
  ],
  from: origin,
});

function messagesOf(entries: readonly StoredEntry[]) {
  const { messages } = toPiContext({ instructions: "", entries, model });
  return messages.map((message) => ({ role: message.role, content: message.content }));
}

describe("toPiContext", () => {
  it("gives a model its own reasoning back, signature and all", () => {
    expect(messagesOf([thoughtful(from)])).toEqual([
      {
        role: "assistant",
        content: [
          { type: "thinking", thinking: "Hm.", thinkingSignature: "signed" },
          { type: "text", text: "Yes." },
        ],
      },
    ]);
  });

  it("gives no model another one's reasoning", () => {
    expect(messagesOf([thoughtful({ ...from, model: "other" })])).toEqual([
      { role: "assistant", content: [{ type: "text", text: "Yes." }] },
    ]);
  });

  it("asks to go on after an answer that was cut", () => {
    expect(messagesOf([plainEntry("user", "Hi"), partialEntry("Hel")])).toEqual([
      { role: "user", content: "Hi" },
      { role: "assistant", content: [{ type: "text", text: "Hel" }] },
      { role: "user", content: continueRequest },
    ]);
  });

  it("joins a cut answer with its continuation", () => {
    const entries = [
      plainEntry("user", "Hi"),
      partialEntry("Hel"),
      partialEntry("lo"),
      plainEntry("assistant", "!"),
    ];
    expect(messagesOf(entries)).toEqual([
      { role: "user", content: "Hi" },
      {
        role: "assistant",
        content: [
          { type: "text", text: "Hel" },
          { type: "text", text: "lo" },
          { type: "text", text: "!" },
        ],
      },
    ]);
  });

  it("puts the instructions first", () => {
    const { messages } = toPiContext({
      instructions: "Be brief.",
      entries: [plainEntry("user", "Hi")],
      model,
    });
    expect(messages.map(({ role, content }) => [role, content])).toEqual([
      ["system", "Be brief."],
      ["user", "Hi"],
    ]);
  });
});

describe("readEntries", () => {
  it("reads what was stored as JSON", () => {
    const entries = [plainEntry("user", "Hi"), thoughtful(from), partialEntry("Hel")];
    expect(readEntries(JSON.parse(JSON.stringify(entries)))).toEqual({ entries, unreadable: 0 });
  });

  it("C36 leaves out what it cannot read, and counts it", () => {
    const broken = [{}, { kind: "answer", content: "text" }, { kind: "message", role: "tool", text: "x" }];
    const entries = [plainEntry("user", "Hi")];
    expect(readEntries([...broken, ...entries])).toEqual({ entries, unreadable: 3 });
  });
});
