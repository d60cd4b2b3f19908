import type { EventRecord } from "#events/event-record.ts";
import { maxLineBytes } from "#events/notify.ts";
import { toEventJson } from "#events/read-events.ts";

/** An event as a notification carries it: what stands in the log, so that nobody who hears it has to read it there. */
export type ToldEvent = {
  readonly seq: number;
  readonly runId: string | null;
  readonly type: string;
  /** The whole event as JSON text in one line. */
  readonly json: string;
};

type EventsLine = {
  readonly sessionId: string;
  readonly runId: string;
  /** The number of the last one: they follow each other in the session's log. */
  readonly lastSeq: number;
  readonly events: readonly EventRecord[];
};

/**
 * A line for the channel `events`: `<sessionId> <lastSeq>`, and where they fit, one run's events up to that number behind
 * it: a tab and the run's id, then for each event a tab, its type and its JSON. In JSON no tab stands as such.
 */
export function eventsLine({ sessionId, runId, lastSeq, events }: EventsLine): string {
  const line = `${sessionId} ${lastSeq}`;
  const characters = events.reduce((sum, { data }) => sum + data.length, 0);
  if (events.length === 0 || characters > maxLineBytes) return line;
  const told = events.map(({ type, at, data }, index) => {
    const seq = lastSeq - events.length + 1 + index;
    return `${type} ${toEventJson({ seq, sessionId, runId, type, at, data })}`;
  });
  const whole = [line, runId, ...told].join("\t");
  const isOneLine = !whole.includes("\n") && whole.split("\t").length === told.length + 2;
  return isOneLine && Buffer.byteLength(whole) <= maxLineBytes ? whole : line;
}

export type HeardEvents = {
  readonly sessionId: string;
  readonly lastSeq: number;
  /** The last events up to there, as far as the line carries them. */
  readonly events: () => ToldEvent[];
};

/** Reads such a line. What it carries is only taken apart when it is asked for. */
export function readEventsLine(line: string): HeardEvents {
  const tab = line.indexOf("\t");
  const head = tab === -1 ? line : line.slice(0, tab);
  const [sessionId = "", seq = ""] = head.split(" ", 2);
  const lastSeq = Number(seq);
  return {
    sessionId,
    lastSeq,
    events: () => {
      if (tab === -1) return [];
      const [runId = "", ...told] = line.slice(tab + 1).split("\t");
      return told.map((one, index) => {
        const space = one.indexOf(" ");
        return {
          seq: lastSeq - told.length + 1 + index,
          runId,
          type: one.slice(0, space),
          json: one.slice(space + 1),
        };
      });
    },
  };
}
