import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { z } from "zod";
import type { HarnessEvent } from "#harness/harness.ts";
import type { NativeEvent } from "#harness/pi/events.ts";
import { createPiTranslator } from "#harness/pi/translate.ts";

/** What the scripted model server streamed, as Pi passed it on. */
const RecordedStream = z.object({
  name: z.string(),
  events: z.array(
    z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("text"), delta: z.string() }),
      z.object({ kind: z.literal("reasoning"), delta: z.string() }),
      z.object({
        kind: z.literal("call"),
        index: z.number(),
        id: z.string(),
        name: z.string(),
        delta: z.string(),
      }),
    ]),
  ),
});
const file = new URL("./test/recorded-streams.json", import.meta.url);
const recorded = z.array(RecordedStream).parse(JSON.parse(readFileSync(file, "utf8")));

function translate(events: readonly NativeEvent[], how: "complete" | "interrupted" = "complete") {
  let blocks = 0;
  let ids = 0;
  const translator = createPiTranslator(
    () => `b${++blocks}`,
    () => `c${++ids}`,
  );
  const shown: HarnessEvent[] = events.flatMap((event) => [...translator.translate(event)]);
  shown.push(...translator.finish(how));
  return { shown, translator };
}

function stream(name: string) {
  const found = recorded.find((one) => one.name === name);
  if (!found) throw new Error(`There is no recorded stream ${name}.`);
  return found.events;
}

it("shows text as one block", () => {
  expect(translate(stream("text")).shown).toEqual([
    { type: "text.started", blockId: "b1" },
    { type: "text.delta", blockId: "b1", delta: "One" },
    { type: "text.delta", blockId: "b1", delta: " two" },
    { type: "text.delta", blockId: "b1", delta: " three." },
    { type: "text.finished", blockId: "b1", text: "One two three." },
  ]);
});

it("finishes the reasoning when the text begins", () => {
  expect(translate(stream("reasoning, then text")).shown.map((event) => event.type)).toEqual([
    "reasoning.started",
    "reasoning.delta",
    "reasoning.delta",
    "reasoning.delta",
    "reasoning.finished",
    "text.started",
    "text.delta",
    "text.finished",
  ]);
});

it("finishes the text when a call begins, and tells each call as it is written", () => {
  const { shown, translator } = translate(stream("text and two calls at once"));
  const asked = (callId: string, inputDelta: string) => {
    return { type: "tool.requested", callId, name: "bash", inputDelta };
  };
  expect(shown.slice(3)).toEqual([
    { type: "text.finished", blockId: "b1", text: "I look." },
    asked("c1", ""),
    asked("c1", '{"command":"'),
    asked("c1", 'ls -la /srv"'),
    asked("c1", "}"),
    asked("c2", ""),
    asked("c2", '{"command":"'),
    asked("c2", 'pwd"}'),
  ]);
  expect([...translator.calls().values()]).toEqual([
    { callId: "c1", name: "bash", written: '{"command":"ls -la /srv"}' },
    { callId: "c2", name: "bash", written: '{"command":"pwd"}' },
  ]);
});

it("waits for a name that comes late, and loses nothing", () => {
  const { shown } = translate(stream("a call whose name comes late"));
  expect(shown).toEqual([
    { type: "tool.requested", callId: "c1", name: "bash", inputDelta: '{"command":' },
    { type: "tool.requested", callId: "c1", name: "bash", inputDelta: '"ls"}' },
  ]);
});

it("keeps an emoji whole that is split within the arguments", () => {
  const { shown } = translate(stream("an emoji in halves within the arguments"));
  const deltas = shown.map((event) => (event.type === "tool.requested" ? event.inputDelta : ""));
  expect(deltas.join("")).toBe('{"command":"\u{1f600}"}');
  for (const delta of deltas) expect(delta.isWellFormed()).toBe(true);
});

it("has no open block after a cut within a call", () => {
  const { shown, translator } = translate(stream("a cut within a call"), "interrupted");
  expect(shown.filter((event) => event.type === "text.finished")).toEqual([
    { type: "text.finished", blockId: "b1", text: "I look." },
  ]);
  expect(translator.text()).toBe("I look.");
  expect(translator.hasShown()).toBe(true);
});
