import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ApiError } from "#lib/api-error.ts";
import { noInterest } from "./interest.ts";
import { type LiveState, startLiveLeader } from "./live-leader.ts";
import type { readLiveStream } from "./live-stream.ts";

type Connection = Parameters<typeof readLiveStream>[0] & {
  readonly lose: (error?: unknown) => void;
};

/** A leader on connections that the test opens, feeds and loses by hand. */
function givenLeader() {
  const connections: Connection[] = [];
  const states: LiveState[] = [];
  const leader = startLiveLeader({
    readStream: (options) =>
      new Promise((_, reject) => {
        connections.push({ ...options, lose: reject });
      }),
    mark: null,
    onState: (state) => states.push(state),
    onFrame: () => undefined,
  });
  return { leader, connections, states };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const one = { sessions: ["ses_1"], topics: [] };
const both = { sessions: ["ses_1", "ses_2"], topics: [] };

it("C25 goes on at its cursor after a loss, and says that nothing has to be loaded again", async () => {
  const { leader, connections, states } = givenLeader();
  leader.want(one);
  connections[0]?.onOpen();
  connections[0]?.onFrame(null, "c7");
  connections[0]?.lose(new TypeError("network"));
  await vi.advanceTimersByTimeAsync(300);
  connections[1]?.onOpen();
  expect(connections[1]?.cursor).toBe("c7");
  expect(states).toEqual([
    { kind: "open", interest: one, fresh: one },
    { kind: "down" },
    { kind: "open", interest: one, fresh: noInterest },
  ]);
});

it("names what its cursor knows nothing about when the connection grows", () => {
  const { leader, connections, states } = givenLeader();
  leader.want(one);
  connections[0]?.onOpen();
  connections[0]?.onFrame(null, "c1");
  leader.want(both);
  connections[1]?.onOpen();
  expect(connections[0]?.signal.aborted).toBe(true);
  expect(states.at(-1)).toEqual({
    kind: "open",
    interest: both,
    fresh: { sessions: ["ses_2"], topics: [] },
  });
});

it("keeps its connection when less is wanted", () => {
  const { leader, connections } = givenLeader();
  leader.want(both);
  leader.want(one);
  expect(connections).toHaveLength(1);
});

it("begins anew when its cursor has expired", async () => {
  const { leader, connections, states } = givenLeader();
  leader.want(one);
  connections[0]?.onOpen();
  connections[0]?.onFrame(null, "c1");
  const gone = { status: 410, code: "cursor_expired" as const, details: undefined };
  connections[0]?.lose(new ApiError("Gone.", { ...gone, requestId: null, retryAfterSeconds: null }));
  await vi.advanceTimersByTimeAsync(300);
  connections[1]?.onOpen();
  expect(connections[1]?.cursor).toBeNull();
  expect(states.at(-1)).toEqual({ kind: "open", interest: one, fresh: one });
});

it("waits longer after each failed attempt, and not at all when it is hurried", async () => {
  const { leader, connections } = givenLeader();
  leader.want(one);
  for (let attempt = 0; attempt < 5; attempt++) {
    connections.at(-1)?.lose(new TypeError("network"));
    await vi.advanceTimersByTimeAsync(5_000);
  }
  connections.at(-1)?.lose(new TypeError("network"));
  await vi.advanceTimersByTimeAsync(3_000);
  const before = connections.length;
  leader.hurry({ anew: false });
  expect(connections).toHaveLength(before + 1);
});
