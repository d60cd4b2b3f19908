import { describe, expect, it } from "vitest";
import { type EventRecord, toEventRecord } from "#events/event-record.ts";
import { eventsLine, readEventsLine } from "#events/events-line.ts";
import { maxLineBytes } from "#events/notify.ts";
import { toEventJson } from "#events/read-events.ts";

const at = new Date("2026-11-21T10:00:00.123Z");
const session = { sessionId: "ses_1", runId: "run_1" };

function delta(text: string): EventRecord {
  return toEventRecord({ type: "text.delta", blockId: "blk_1", delta: text }, at);
}

describe("a line that tells of events", () => {
  it("carries them as they stand in the log, with their numbers", () => {
    const events = [delta('tabs\t, lines\nand "quotes" \u2028 stay'), delta("ü 漢字 🚢")];
    const heard = readEventsLine(eventsLine({ ...session, lastSeq: 9, events }));
    expect(heard).toMatchObject({ sessionId: "ses_1", lastSeq: 9 });
    const stored = events.map((event, index) => ({ ...session, ...event, seq: 8 + index }));
    expect(heard.events()).toEqual(
      stored.map((event) => ({
        seq: event.seq,
        runId: "run_1",
        type: "text.delta",
        json: toEventJson(event),
      })),
    );
  });

  it("is one line, whatever was said", () => {
    expect(eventsLine({ ...session, lastSeq: 1, events: [delta("a\nb\r\nc")] })).not.toMatch(/[\r\n]/);
  });

  it("only says how far the log reaches where they do not fit, counted in bytes", () => {
    const long = [delta("漢".repeat(maxLineBytes / 3))];
    expect(long[0]?.data.length).toBeLessThan(maxLineBytes);
    for (const events of [long, [delta("a".repeat(maxLineBytes))], []]) {
      const line = eventsLine({ ...session, lastSeq: 3, events });
      expect(line).toBe("ses_1 3");
      expect(readEventsLine(line).events()).toEqual([]);
    }
  });

  it("carries nothing that could be taken for something else", () => {
    const odd: EventRecord = { type: "text.delta", at, data: '{"blockId":\t"blk_1",\n"delta":"a"}' };
    expect(eventsLine({ ...session, lastSeq: 3, events: [odd] })).toBe("ses_1 3");
  });
});
