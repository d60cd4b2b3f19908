import { ApiError } from "#lib/api-error.ts";
import { coversInterest, type Interest, isEmptyInterest, noInterest, subtractInterest } from "./interest.ts";
import type { LiveFrame } from "./live-frame.ts";
import type { readLiveStream } from "./live-stream.ts";
import { reconnectDelayMs } from "./reconnect-delay.ts";

/** How the one connection is doing, as every tab hears it. */
export type LiveState =
  /** Nobody wants anything. */
  | { readonly kind: "idle" }
  | { readonly kind: "down" }
  | {
      readonly kind: "open";
      readonly interest: Interest;
      /** What this connection does not continue: whoever shows it has to load it (again). */
      readonly fresh: Interest;
    };

/** The last cursor, and what the connection it came from was about: for the rest it says nothing. */
export type CursorMark = { readonly cursor: string; readonly interest: Interest };

type LeaderOptions = {
  readonly readStream: typeof readLiveStream;
  readonly mark: CursorMark | null;
  readonly onState: (state: LiveState) => void;
  readonly onFrame: (frame: LiveFrame | null, mark: CursorMark | null) => void;
};

export type LiveLeader = {
  /** Says what all tabs together want. Opens a wider connection only when the present one lacks something. */
  readonly want: (interest: Interest) => void;
  /** Tries again at once: the person came back. `anew` also replaces a connection that may have died unnoticed. */
  readonly hurry: (how: { readonly anew: boolean }) => void;
  readonly close: () => void;
};

/** Holds the connection: opens it, goes on at its cursor after a loss, and tells everybody what comes. */
export function startLiveLeader({ readStream, mark, onState, onFrame }: LeaderOptions): LiveLeader {
  let wanted = noInterest;
  let connected = noInterest;
  let lastMark = mark;
  let attempt = 0;
  let isClosed = false;
  let connection: AbortController | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;

  async function connect(): Promise<void> {
    clearTimeout(retry);
    retry = undefined;
    connection?.abort();
    if (isClosed || isEmptyInterest(wanted)) return;
    const mine = new AbortController();
    connection = mine;
    const interest = wanted;
    connected = interest;
    const fresh = lastMark ? subtractInterest(interest, lastMark.interest) : interest;
    try {
      await readStream({
        interest,
        cursor: lastMark?.cursor ?? null,
        signal: mine.signal,
        onOpen: () => {
          attempt = 0;
          onState({ kind: "open", interest, fresh });
        },
        onFrame: (frame, cursor) => {
          if (mine.signal.aborted) return;
          if (cursor) lastMark = { cursor, interest };
          onFrame(frame, cursor ? lastMark : null);
        },
      });
    } catch (error) {
      // What the cursor names is gone: begin again from now, and let everybody load anew.
      if (error instanceof ApiError && error.code === "cursor_expired") lastMark = null;
    }
    if (mine.signal.aborted) return;
    connected = noInterest;
    connection = null;
    onState({ kind: "down" });
    retry = setTimeout(() => void connect(), reconnectDelayMs(attempt));
    attempt += 1;
  }

  return {
    want(interest) {
      wanted = interest;
      if (isEmptyInterest(interest)) {
        connection?.abort();
        connection = null;
        connected = noInterest;
        clearTimeout(retry);
        onState({ kind: "idle" });
      } else if (!coversInterest(connected, interest)) void connect();
    },
    hurry({ anew }) {
      if ((anew || !connection) && !isEmptyInterest(wanted)) {
        attempt = 0;
        void connect();
      }
    },
    close() {
      isClosed = true;
      connection?.abort();
      clearTimeout(retry);
    },
  };
}
