import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findGrammarFault } from "#events/check-grammar.ts";
import { eventSchema, type SlipwayEvent } from "#events/event.ts";
import { arbitraryEvents } from "#events/test/arbitrary-events.ts";

/** A log and one of its events that `matches`. */
function withEvent(matches: (event: SlipwayEvent) => boolean) {
  return fc.tuple(arbitraryEvents, fc.nat()).chain(([events, pick]) => {
    const found = events.flatMap((event, index) => (matches(event) ? [index] : []));
    const index = found[pick % found.length];
    return index === undefined ? fc.constant(null) : fc.constant({ events, index });
  });
}

const renumbered = (events: readonly SlipwayEvent[]): SlipwayEvent[] =>
  events.map((event, index) => ({ ...event, seq: index + 1 }));

const closes = (event: SlipwayEvent) => event.type.endsWith(".finished");
const opens = (event: SlipwayEvent) => event.type.endsWith(".started");

describe("findGrammarFault", () => {
  it("C23 finds nothing in logs that keep to the grammar, whose every event the schemas accept", () => {
    fc.assert(
      fc.property(arbitraryEvents, (events) => {
        expect(findGrammarFault(events)).toBeNull();
        for (const event of events) expect(eventSchema(event.type).parse(event)).toEqual(event);
      }),
    );
  });

  it("C23 accepts any beginning of a log only while it may be unfinished", () => {
    fc.assert(
      fc.property(arbitraryEvents, fc.nat(), (events, cut) => {
        const beginning = events.slice(0, 1 + (cut % events.length));
        expect(findGrammarFault(beginning, { complete: false })).toBeNull();
        const unfinished = beginning.at(-1)?.type !== "run.finished";
        expect(findGrammarFault(beginning) !== null).toBe(unfinished);
      }),
    );
  });

  it.each([
    ["a finish is missing", closes, (events: SlipwayEvent[], index: number) => events.toSpliced(index, 1)],
    ["a finish comes twice", closes, twice],
    ["a start is missing", opens, (events: SlipwayEvent[], index: number) => events.toSpliced(index, 1)],
    ["a start comes twice", opens, twice],
    [
      "something follows the run's end",
      (event: SlipwayEvent) => event.type === "run.finished",
      (events: SlipwayEvent[], index: number) => moved(events, index),
    ],
  ] as const)("C23 finds that %s", (_name, matches, mutate) => {
    fc.assert(
      fc.property(withEvent(matches), (found) => {
        fc.pre(found !== null);
        const changed = renumbered(mutate([...found.events], found.index));
        // A run that never worked may leave out its start: nothing needs it.
        fc.pre(!isIdleStart(found.events, found.index, changed.length < found.events.length));
        expect(findGrammarFault(changed)).toEqual(expect.any(String));
      }),
    );
  });

  it("C23 finds a seq that does not rise", () => {
    fc.assert(
      fc.property(arbitraryEvents, fc.nat(), (events, pick) => {
        const index = 1 + (pick % (events.length - 1));
        const seq = events[index - 1]?.seq ?? 0;
        const changed = events.map((event, i) => (i === index ? { ...event, seq } : event));
        expect(findGrammarFault(changed)).toBe(`seq ${seq} follows ${seq}`);
      }),
    );
  });

  it("C23 finds a text that is opened again after its finish", () => {
    const isText = (event: SlipwayEvent) =>
      event.type === "text.finished" || event.type === "reasoning.finished";
    fc.assert(
      fc.property(withEvent(isText), (found) => {
        fc.pre(found !== null);
        const close = found.events[found.index];
        const open = found.events.find((event) => sameBlock(event, close) && opens(event));
        if (!close || !open) throw new Error("Every text has a start.");
        const changed = renumbered(found.events.toSpliced(found.index + 1, 0, open, close));
        expect(findGrammarFault(changed)).toMatch(/opens .* twice/);
      }),
    );
  });
});

function twice(events: SlipwayEvent[], index: number): SlipwayEvent[] {
  const event = events[index];
  return event ? events.toSpliced(index, 0, event) : events;
}

/** Moves a run's end before the event that came before it. */
function moved(events: SlipwayEvent[], index: number): SlipwayEvent[] {
  const end = events[index];
  return end ? events.toSpliced(index, 1).toSpliced(index - 1, 0, end) : events;
}

function sameBlock(a: SlipwayEvent, b: SlipwayEvent | undefined): boolean {
  return "blockId" in a && b !== undefined && "blockId" in b && a.blockId === b.blockId;
}

function isIdleStart(events: readonly SlipwayEvent[], index: number, removed: boolean): boolean {
  const event = events[index];
  if (!removed || event?.type !== "run.started") return false;
  const later = events.slice(index + 1).filter((candidate) => candidate.runId === event.runId);
  return event.attempt > 1 || !later.some((candidate) => candidate.type === "turn.started");
}
