import { ApiError } from "#lib/api-error.ts";
import { type Interest, isEmptyInterest, noInterest } from "./interest.ts";
import type { LiveFrame } from "./live-frame.ts";
import type { readLiveStream } from "./live-stream.ts";
import { reconnectDelayMs } from "./reconnect-delay.ts";

/** How the one connection is doing, as every tab hears it. */
export type LiveState =
  /** Nobody wants anything. */
  | "idle"
  | "open"
  /** Lost; it is tried again. */
  | "down"
  /** The log is not kept as far back as somebody stands: sessions have to be read anew. */
  | "expired";

type LeaderOptions = {
  readonly readStream: typeof readLiveStream;
  readonly onState: (state: LiveState) => void;
  readonly onFrame: (frame: LiveFrame) => void;
};

export type LiveLeader = {
  /** Says what all tabs together want. Opens another connection only when the present one lacks something. */
  readonly want: (interest: Interest) => void;
  /** Tries again at once: the person came back. `anew` also replaces a connection that may have died unnoticed. */
  readonly hurry: (how: { readonly anew: boolean }) => void;
  readonly close: () => void;
};

/** Several tabs and parts of a page ask at nearly the same time: one connection serves them all. */
const gatherMs = 20;

/** Holds the connection: opens it, goes on where it was after a loss, and tells everybody what comes. */
export function startLiveLeader({ readStream, onState, onFrame }: LeaderOptions): LiveLeader {
  let wanted = noInterest;
  /** How far each session was told: what lies before is known to everybody who listens. */
  const told = new Map<string, number>();
  let connected = noInterest;
  let connection: AbortController | null = null;
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function connectIn(delayMs: number) {
    clearTimeout(timer);
    timer = setTimeout(() => void connect(), delayMs);
  }

  async function connect(): Promise<void> {
    connection?.abort();
    const mine = new AbortController();
    connection = mine;
    connected = wanted;
    try {
      await readStream({
        interest: { ...wanted, sessions: Object.fromEntries(told) },
        signal: mine.signal,
        onOpen: () => {
          attempt = 0;
          onState("open");
        },
        onFrame: (frame) => {
          if (mine.signal.aborted) return;
          if (frame.kind === "event") told.set(frame.event.sessionId, frame.event.seq);
          onFrame(frame);
        },
      });
    } catch (error) {
      if (error instanceof ApiError && error.code === "cursor_expired" && !mine.signal.aborted) {
        onState("expired");
      }
    }
    if (mine.signal.aborted) return;
    connection = null;
    connected = noInterest;
    onState("down");
    connectIn(reconnectDelayMs(attempt));
    attempt += 1;
  }

  function lacks(interest: Interest): boolean {
    return interest.topics.some((topic) => !connected.topics.includes(topic));
  }

  return {
    want(interest) {
      // A session that is new here, or one of which somebody knows less than was told since.
      let isBehind = false;
      for (const [id, seq] of Object.entries(interest.sessions)) {
        const passed = told.get(id);
        if (passed !== undefined && seq >= passed) continue;
        told.set(id, seq);
        isBehind = true;
      }
      for (const id of told.keys()) if (!(id in interest.sessions)) told.delete(id);
      wanted = interest;
      if (isEmptyInterest(interest)) {
        clearTimeout(timer);
        connection?.abort();
        connection = null;
        connected = noInterest;
        onState("idle");
      } else if (isBehind || lacks(interest)) connectIn(gatherMs);
    },
    hurry({ anew }) {
      if (isEmptyInterest(wanted) || (connection && !anew)) return;
      attempt = 0;
      connectIn(0);
    },
    close() {
      clearTimeout(timer);
      connection?.abort();
    },
  };
}
