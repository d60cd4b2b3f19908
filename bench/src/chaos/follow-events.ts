import { setTimeout as delay } from "node:timers/promises";
import { parseEvent, type SlipwayEvent } from "@slipway/schemas/events/event";
import type { Cluster } from "#chaos/start-cluster.ts";

export type Following = {
  /** What was received, over all connections. */
  readonly events: SlipwayEvent[];
  /** What a reader must never see: an event twice, or out of order. */
  readonly faults: string[];
  connections: number;
};

export type FollowEvents = {
  readonly cluster: Cluster;
  readonly path: string;
  /** The reader is done with what it has. */
  readonly isDone: (events: readonly SlipwayEvent[]) => boolean;
  readonly signal: AbortSignal;
  /** How many events this connection takes before the reader hangs up by itself. */
  readonly patience: () => number;
};

export function newFollowing(): Following {
  return { events: [], faults: [], connections: 0 };
}

/** Longer than the ten seconds in which a heartbeat has to come. */
const silenceMs = 15_000;
const reconnectMs = 200;

/** Reads a stream to its end as a client does that loses its connection again and again, each time from another web. */
export async function followEvents(following: Following, options: FollowEvents): Promise<void> {
  const { cluster, isDone, signal } = options;
  while (!signal.aborted && !isDone(following.events)) {
    const url = cluster.urls[following.connections % cluster.urls.length];
    following.connections += 1;
    const ended = await readOnce(`${url}${options.path}`, following, options).catch(() => "lost" as const);
    if (ended === "nothing more") return;
    if (ended === "lost") await delay(reconnectMs, undefined, { signal }).catch(() => undefined);
  }
}

async function readOnce(
  url: string,
  following: Following,
  { cluster, isDone, signal, patience }: FollowEvents,
): Promise<"hung up" | "nothing more" | "lost"> {
  const hangUp = new AbortController();
  const after = following.events.at(-1)?.seq ?? 0;
  let timer = setTimeout(() => hangUp.abort(), silenceMs);
  let left = patience();
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${cluster.apiKey}`, "last-event-id": String(after) },
      signal: AbortSignal.any([signal, hangUp.signal]),
    });
    if (response.status === 204) return "nothing more";
    if (!response.ok || !response.body) return "lost";
    let rest = "";
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      clearTimeout(timer);
      timer = setTimeout(() => hangUp.abort(), silenceMs);
      const frames = (rest + chunk).split("\n\n");
      rest = frames.pop() ?? "";
      for (const frame of frames) left -= Number(take(frame, following));
      if (left <= 0 || isDone(following.events)) return "hung up";
    }
    return "lost";
  } finally {
    clearTimeout(timer);
    hangUp.abort();
  }
}

/** Whether the frame was an event, not a heartbeat. */
function take(frame: string, { events, faults }: Following): boolean {
  const data = /^data: (.*)$/m.exec(frame)?.[1];
  if (data === undefined) return false;
  const event = parseEvent(JSON.parse(data));
  const last = events.at(-1)?.seq ?? 0;
  if (!event) faults.push(`an event that cannot be read: ${data.slice(0, 200)}`);
  else if (event.seq <= last) faults.push(`event ${event.seq} came after ${last}`);
  else events.push(event);
  return true;
}
