import type { AssistantMessageEvent } from "@earendil-works/pi-ai";
import { expect, it } from "vitest";
import { createBlockTranslator } from "#harness/model-call/translate-blocks.ts";
import { givenPiMessage } from "#harness/test/given-pi-message.ts";

const partial = givenPiMessage({ stopReason: "pending" });

const said = (delta: string): AssistantMessageEvent => ({
  type: "text_delta",
  contentIndex: 1,
  delta,
  partial,
});
const thought = (delta: string): AssistantMessageEvent => ({
  type: "thinking_delta",
  contentIndex: 0,
  delta,
  partial,
});

function play(recorded: readonly AssistantMessageEvent[], how: "complete" | "interrupted" = "complete") {
  let blocks = 0;
  const translator = createBlockTranslator(() => `b${++blocks}`);
  const events = [...recorded.flatMap((event) => translator.translate(event)), ...translator.finish(how)];
  return { events, text: translator.text(), hasShown: translator.hasShown() };
}

it("turns a recorded answer with reasoning into blocks, one after the other", () => {
  const recorded: AssistantMessageEvent[] = [
    { type: "start", partial },
    { type: "thinking_start", contentIndex: 0, partial },
    thought("Hm"),
    thought("m."),
    { type: "text_start", contentIndex: 1, partial },
    said("Yes"),
    said("."),
    { type: "thinking_end", contentIndex: 0, content: "Hmm.", partial },
    { type: "text_end", contentIndex: 1, content: "Yes.", partial },
    { type: "done", reason: "stop", message: partial },
  ];
  expect(play(recorded)).toEqual({
    events: [
      { type: "reasoning.started", blockId: "b1" },
      { type: "reasoning.delta", blockId: "b1", delta: "Hm" },
      { type: "reasoning.delta", blockId: "b1", delta: "m." },
      { type: "reasoning.finished", blockId: "b1", text: "Hmm." },
      { type: "text.started", blockId: "b2" },
      { type: "text.delta", blockId: "b2", delta: "Yes" },
      { type: "text.delta", blockId: "b2", delta: "." },
      { type: "text.finished", blockId: "b2", text: "Yes." },
    ],
    text: "Yes.",
    hasShown: true,
  });
});

it("opens a new block when reasoning comes back after text", () => {
  const { events, text } = play([said("a"), thought("b"), said("c")]);
  expect(events.map((event) => event.type)).toEqual([
    "text.started",
    "text.delta",
    "text.finished",
    "reasoning.started",
    "reasoning.delta",
    "reasoning.finished",
    "text.started",
    "text.delta",
    "text.finished",
  ]);
  expect(text).toBe("ac");
});

it("closes an open block as interrupted when the answer was cut", () => {
  expect(play([said("a\ud83d")], "interrupted").events).toEqual([
    { type: "text.started", blockId: "b1" },
    { type: "text.delta", blockId: "b1", delta: "a" },
    { type: "text.delta", blockId: "b1", delta: "\ufffd" },
    { type: "text.finished", blockId: "b1", text: "a\ufffd", interrupted: true },
  ]);
});

it("shows nothing of an answer that has no content", () => {
  expect(play([{ type: "start", partial }])).toEqual({ events: [], text: "", hasShown: false });
});
