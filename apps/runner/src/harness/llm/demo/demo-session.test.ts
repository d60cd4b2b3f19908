import type { Parameters } from "@slipway/schemas/apps/parameters";
import { expect, it } from "vitest";
import { splitWords } from "#harness/demo/split-words.ts";
import type { HarnessEntry, HarnessEvent } from "#harness/harness.ts";
import { writeDemoAnswer } from "#harness/llm/demo/demo-answer.ts";
import { openDemoSession } from "#harness/llm/demo/demo-session.ts";
import { partialEntry, plainEntry } from "#harness/llm/stored-entry.ts";
import { givenModel } from "#harness/test/given-model.ts";

const whole = writeDemoAnswer({
  message: "Hello",
  earlierMessages: 0,
  instructions: "",
  parameters: {},
  outputSchema: null,
  input: {},
});

type Played = {
  readonly entries?: readonly HarnessEntry[];
  readonly parameters?: Parameters;
  readonly wordEveryMs?: number;
};

async function play({
  entries = [plainEntry("user", "Hello")],
  parameters = {},
  wordEveryMs = 0,
}: Played = {}) {
  const session = openDemoSession(
    {
      model: givenModel({ api: "demo" }),
      instructions: "",
      parameters,
      tools: [],
      skills: [],
      entries,
      fetch,
    },
    wordEveryMs,
  );
  const deltas: string[] = [];
  const emit = (event: HarnessEvent) => void (event.type === "text.delta" && deltas.push(event.delta));
  const end = await session.runTurn({ signal: new AbortController().signal, emit });
  return { end, deltas };
}

it("plays its answer word by word and counts them as tokens", async () => {
  const { end, deltas } = await play();
  expect(deltas).toEqual(splitWords(whole));
  expect(end).toMatchObject({
    kind: "answered",
    stopReason: "stop",
    text: whole,
    usage: { inputTokens: 1, outputTokens: deltas.length },
  });
});

it("honours the longest answer", async () => {
  const { end, deltas } = await play({ parameters: { maxOutputTokens: 5 } });
  expect(deltas).toHaveLength(5);
  expect(end).toMatchObject({ kind: "answered", stopReason: "length", usage: { outputTokens: 5 } });
});

it("stops before a stop text", async () => {
  const { end } = await play({ parameters: { stop: ["nowhere", "offline"] } });
  expect(end).toMatchObject({
    kind: "answered",
    stopReason: "stop",
    text: whole.slice(0, whole.indexOf("offline")),
  });
});

it("says the rest of an answer that was cut", async () => {
  const { deltas } = await play({
    entries: [plainEntry("user", "Hello"), partialEntry(whole.slice(0, 100))],
  });
  expect(deltas.join("")).toBe(whole.slice(100));
});

it("paces its words without drifting", async () => {
  const took: number[] = [];
  // A machine that stalls only makes it longer, so the shortest of three says how it paces.
  for (let round = 0; round < 3; round += 1) {
    const startedAt = performance.now();
    const { deltas } = await play({ parameters: { maxOutputTokens: 40 }, wordEveryMs: 5 });
    took.push(performance.now() - startedAt);
    expect(deltas).toHaveLength(40);
  }
  expect(Math.min(...took)).toBeGreaterThanOrEqual(39 * 5 - 5);
  expect(Math.min(...took)).toBeLessThan(39 * 5 + 100);
});
