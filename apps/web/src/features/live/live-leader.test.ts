import type { SlipwayEvent } from "@slipway/schemas/events/event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ApiError } from "#lib/api-error.ts";
import { type LiveState, startLiveLeader } from "./live-leader.ts";
import type { readLiveStream } from "./live-stream.ts";

type Connection = Parameters<typeof readLiveStream>[0] & { readonly lose: (error: unknown) => void };

const event = (sessionId: string, seq: number): SlipwayEvent => ({
  seq,
  sessionId,
  runId: null,
  at: "2026-11-21T09:00:00.000Z",
  type: "warning",
  code: "test",
  message: "",
});

/** A leader on connections that the test opens, feeds and loses by hand. */
function givenLeader() {
  const connections: Connection[] = [];
  const states: LiveState[] = [];
  const heard: number[] = [];
  const leader = startLiveLeader({
    readStream: (options) =>
      new Promise((_, reject) => {
        connections.push({ ...options, lose: reject });
      }),
    onState: (state) => states.push(state),
    onFrame: (frame) => frame.kind === "event" && heard.push(frame.event.seq),
  });
  return {
    leader,
    states,
    heard,
    connections,
    asked: () => connections.map(({ interest }) => interest.sessions),
    async want(sessions: Record<string, number>) {
      leader.want({ sessions, topics: [] });
      await vi.advanceTimersByTimeAsync(30);
    },
    async lose(error: unknown = new TypeError("network")) {
      connections.at(-1)?.lose(error);
      await vi.advanceTimersByTimeAsync(300);
    },
    tell: (sessionId: string, seq: number) =>
      connections.at(-1)?.onFrame({ kind: "event", event: event(sessionId, seq) }),
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("C25 goes on after the last event that it told when the connection is lost", async () => {
  const { want, asked, tell, lose, connections, states } = givenLeader();
  await want({ ses_1: 4 });
  connections[0]?.onOpen();
  tell("ses_1", 5);
  tell("ses_1", 7);
  await lose();
  connections[1]?.onOpen();
  expect(asked()).toEqual([{ ses_1: 4 }, { ses_1: 7 }]);
  expect(states).toEqual(["open", "down", "open"]);
});

it("opens one connection for all that is asked for in the same moment", async () => {
  const { leader, want, asked } = givenLeader();
  leader.want({ sessions: { ses_1: 4 }, topics: [] });
  await want({ ses_1: 4, ses_2: 9 });
  expect(asked()).toEqual([{ ses_1: 4, ses_2: 9 }]);
});

it("adds a session without losing its place in the others, and hears no more of the old connection", async () => {
  const { want, asked, tell, heard, connections } = givenLeader();
  await want({ ses_1: 4 });
  tell("ses_1", 6);
  await want({ ses_1: 6, ses_2: 0 });
  connections[0]?.onFrame({ kind: "event", event: event("ses_1", 7) });
  expect(asked().at(-1)).toEqual({ ses_1: 6, ses_2: 0 });
  expect(heard).toEqual([6]);
});

it("C25 goes back for a tab that knows less than was told, and for nobody else", async () => {
  const { want, asked, tell } = givenLeader();
  await want({ ses_1: 4 });
  tell("ses_1", 9);
  await want({ ses_1: 9 });
  expect(asked()).toHaveLength(1);
  await want({ ses_1: 7 });
  expect(asked().at(-1)).toEqual({ ses_1: 7 });
});

it("keeps its connection when less is wanted, and gives it up when nothing is", async () => {
  const { want, connections, states } = givenLeader();
  await want({ ses_1: 4, ses_2: 0 });
  await want({ ses_1: 4 });
  expect(connections).toHaveLength(1);
  await want({});
  expect(connections[0]?.signal.aborted).toBe(true);
  expect(states).toEqual(["idle"]);
});

it("says that the sessions have to be read anew when the log is no longer kept that far back", async () => {
  const { want, lose, states } = givenLeader();
  await want({ ses_1: 4 });
  const gone = { status: 410, code: "cursor_expired" as const, details: undefined };
  await lose(new ApiError("Gone.", { ...gone, requestId: null, retryAfterSeconds: null }));
  expect(states).toEqual(["expired", "down"]);
});

it("waits longer after each failed attempt, and not at all when it is hurried", async () => {
  const { leader, want, connections } = givenLeader();
  await want({ ses_1: 4 });
  for (let attempt = 0; attempt < 6; attempt++) {
    connections.at(-1)?.lose(new TypeError("network"));
    await vi.advanceTimersByTimeAsync(attempt < 5 ? 9_000 : 2_000);
  }
  const before = connections.length;
  leader.hurry({ anew: false });
  await vi.advanceTimersByTimeAsync(1);
  expect(connections).toHaveLength(before + 1);
});
