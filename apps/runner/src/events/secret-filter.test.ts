import type { NewEvent } from "@slipway/schemas/events/event";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SecretFilter, secretMark } from "#events/secret-filter.ts";

const secret = 'sk-sk-planted-7f2"é';

function filterOf(...secrets: string[]): SecretFilter {
  const filter = new SecretFilter();
  for (const one of secrets) filter.add(one);
  return filter;
}

function delta(text: string, blockId = "blk_1"): NewEvent {
  return { type: "text.delta", blockId, delta: text };
}

function saidBy(events: readonly NewEvent[], blockId = "blk_1"): string {
  return events
    .map((event) => (event.type === "text.delta" && event.blockId === blockId ? event.delta : ""))
    .join("");
}

describe("a filter of secrets", () => {
  it("C61 takes a key out of a stream, wherever the pieces end, and changes nothing else", () => {
    const words = fc.constantFrom(secret, "sk-", "sk-sk-", "sk-sk-planted-7f", "k", "Hello ", "é", "\n");
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), fc.infiniteStream(fc.nat(6)), (parts, sizes) => {
        const text = parts.join("");
        const filter = filterOf(secret);
        const events: NewEvent[] = [];
        for (let at = 0; at < text.length; ) {
          const size = 1 + (sizes.next().value ?? 0);
          events.push(...filter.events([delta(text.slice(at, at + size))]));
          at += size;
        }
        events.push(...filter.rest());
        expect(saidBy(events)).toBe(text.replaceAll(secret, secretMark));
      }),
    );
  });

  it("tells at once what cannot become a key", () => {
    const filter = filterOf(secret);
    expect(filter.events([delta("Hello")])).toEqual([delta("Hello")]);
    expect(filter.events([delta("a sk-")])).toEqual([delta("a ")]);
    expect(filter.events([delta("rates")])).toEqual([delta("sk-rate")]);
    expect(filter.rest()).toEqual([delta("s")]);
  });

  it("tells what waits before the block ends, and keeps blocks apart", () => {
    const filter = filterOf(secret);
    filter.events([delta("one sk", "blk_1"), delta("two sk-", "blk_2")]);
    const end: NewEvent = { type: "text.finished", blockId: "blk_1", text: `one sk ${secret}` };
    expect(filter.events([end])).toEqual([
      delta("sk", "blk_1"),
      delta("sk-", "blk_2"),
      { ...end, text: `one sk ${secretMark}` },
    ]);
  });

  it("C61 takes it out of what a tool was given and gave back, also where JSON spells it otherwise", () => {
    const filter = filterOf(secret);
    const started: NewEvent = {
      type: "tool.started",
      callId: "c",
      name: "bash",
      input: { command: `echo ${secret}` },
    };
    expect(filter.events([started])).toEqual([{ ...started, input: { command: `echo ${secretMark}` } }]);
    expect(filter.json(JSON.stringify({ text: secret }))).toBe(JSON.stringify({ text: secretMark }));
    expect(filter.value({ deep: [{ text: `<${secret}>` }] })).toEqual({
      deep: [{ text: `<${secretMark}>` }],
    });
  });

  it("leaves words alone that local servers take for keys, and passes on what has nothing to hide", () => {
    const filter = filterOf("lm-studio", "ollama");
    const event = delta("ollama and lm-studio");
    expect(filter.events([event])).toEqual([event]);
    const input = { a: 1 };
    expect(filterOf(secret).value(input)).toBe(input);
  });
});
