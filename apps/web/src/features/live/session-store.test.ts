import type { SlipwayEvent } from "@slipway/schemas/events/event";
import { foldEvents } from "@slipway/schemas/events/fold-messages";
import type { MessagePage } from "@slipway/schemas/public-api/messages-query";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { LiveFrame } from "./live-frame.ts";
import type { LiveState } from "./live-leader.ts";
import { createSessionStore } from "./session-store.ts";

const at = "2026-11-21T09:00:00.000Z";
const sessionId = "ses_1";
const runId = "run_1";
const messageId = "msg_2";
const blockId = "blk_1";
const base = { sessionId, runId, at };
const events: readonly SlipwayEvent[] = [
  {
    ...base,
    seq: 1,
    type: "message.created",
    message: {
      id: "msg_1",
      role: "user",
      runId,
      parts: [{ id: "blk_0", state: "done", type: "text", text: "Hello" }],
      createdAt: at,
    },
  },
  { ...base, seq: 2, type: "turn.started", turn: 1, model: "demo/demo", messageId },
  { ...base, seq: 3, type: "text.started", blockId },
  { ...base, seq: 4, type: "text.delta", blockId, delta: "One " },
  { ...base, seq: 5, type: "text.delta", blockId, delta: "two " },
  { ...base, seq: 6, type: "text.delta", blockId, delta: "three." },
];
const open = (fresh: boolean): LiveState => ({
  kind: "open",
  interest: { sessions: [sessionId], topics: [] },
  fresh: { sessions: fresh ? [sessionId] : [], topics: [] },
});

/** A store whose pages and frames the test hands over. */
function givenStore() {
  const asked: ((page: MessagePage) => void)[] = [];
  let tell: (state: LiveState) => void = () => undefined;
  let hear: (frame: LiveFrame) => void = () => undefined;
  const store = createSessionStore({
    sessionId,
    source: {
      readMessages: () => new Promise((resolve) => asked.push(resolve)),
      readRuns: () => Promise.resolve([]),
      readRun: () => Promise.reject(new Error("not asked for")),
      readRunsOf: () => Promise.resolve([]),
    },
    hub: () => ({
      follow: (_, listener) => {
        tell = listener.onState ?? tell;
        hear = listener.onFrame ?? hear;
        return () => undefined;
      },
    }),
  });
  store.subscribe(() => undefined);
  const pageUpTo = (seq: number): MessagePage => ({
    items: [...foldEvents(events.slice(0, seq)).messages],
    nextCursor: null,
    seq,
  });
  return {
    store,
    asked,
    tell: (state: LiveState) => tell(state),
    async hear(from: number, to: number) {
      for (const event of events.slice(from - 1, to)) hear({ kind: "event", event });
      await vi.advanceTimersByTimeAsync(150);
    },
    async answer(seq: number) {
      asked.shift()?.(pageUpTo(seq));
      await vi.advanceTimersByTimeAsync(0);
    },
    text: () => {
      const part = store.message(messageId)?.parts.at(-1);
      return part?.type === "text" ? part.text : null;
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("requestAnimationFrame", (run: () => void) => setTimeout(run, 16));
  vi.stubGlobal("cancelAnimationFrame", clearTimeout);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("C25 shows text once when events arrive before, within and after the page", async () => {
  const { tell, hear, answer, text, store } = givenStore();
  tell(open(true));
  await hear(3, 5);
  await answer(4);
  await hear(4, 6);
  expect(text()).toBe("One two three.");
  expect(store.view().transcript.seq).toBe(6);
});

it("C25 loses nothing when a connection does not continue the one before", async () => {
  const { tell, hear, answer, text } = givenStore();
  tell(open(true));
  await answer(3);
  // Event 4 passes while the connection is down; 5 comes before the page is there again.
  tell({ kind: "down" });
  tell(open(true));
  await hear(5, 5);
  await answer(5);
  await hear(6, 6);
  expect(text()).toBe("One two three.");
});

it("loads nothing again when the connection goes on at its cursor", async () => {
  const { tell, answer, asked } = givenStore();
  tell(open(true));
  await answer(3);
  tell({ kind: "down" });
  tell(open(false));
  expect(asked).toHaveLength(0);
});

it("loads without the live connection when that does not open in time", async () => {
  const { answer, text } = givenStore();
  await vi.advanceTimersByTimeAsync(1_600);
  await answer(6);
  expect(text()).toBe("One two three.");
});

it("keeps the ids' array and untouched messages while one message grows", async () => {
  const { tell, hear, answer, store } = givenStore();
  tell(open(true));
  await answer(4);
  const ids = store.messageIds();
  const first = store.message("msg_1");
  await hear(5, 6);
  expect(store.messageIds()).toBe(ids);
  expect(store.message("msg_1")).toBe(first);
});
