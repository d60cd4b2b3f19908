import type { SlipwayEvent } from "@slipway/schemas/events/event";
import { foldEvents } from "@slipway/schemas/events/fold-messages";
import type { MessagePage } from "@slipway/schemas/public-api/messages-query";
import type { Run } from "@slipway/schemas/runs/run";
import { buildRun } from "@slipway/schemas/runs/test/build-run";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { LiveFollower } from "./live-hub.ts";
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

/** A store whose pages and frames the test hands over. */
function givenStore(...known: readonly Run[]) {
  const asked: ((page: MessagePage) => void)[] = [];
  const followers = new Set<LiveFollower>();
  const rows: Run[] = [...known];
  let readings = 0;
  const store = createSessionStore({
    sessionId,
    source: {
      readMessages: () => new Promise((resolve) => asked.push(resolve)),
      readRuns: () => {
        readings += 1;
        return Promise.resolve([...rows]);
      },
      readRun: () => Promise.resolve(buildRun({ status: "queued", startedAt: null, finishedAt: null })),
      readRunsOf: () => Promise.resolve([]),
    },
    hub: () => ({
      follow: (follower) => {
        followers.add(follower);
        return () => followers.delete(follower);
      },
    }),
  });
  const unsubscribe = store.subscribe(() => undefined);
  return {
    store,
    asked,
    rows,
    readings: () => readings,
    unsubscribe,
    positions: () => [...followers].map((follower) => follower.interest().sessions),
    tell: (state: LiveState) => {
      for (const follower of followers) follower.onState?.(state);
    },
    async emit(event: SlipwayEvent) {
      for (const follower of followers) follower.onFrame?.({ kind: "event", event });
      await vi.advanceTimersByTimeAsync(150);
    },
    async hear(from: number, to: number) {
      for (const event of events.slice(from - 1, to)) {
        for (const follower of followers) follower.onFrame?.({ kind: "event", event });
      }
      await vi.advanceTimersByTimeAsync(150);
    },
    async answer(seq: number, meanwhile: () => void = () => undefined) {
      meanwhile();
      const items = [...foldEvents(events.slice(0, seq)).messages];
      asked.shift()?.({ items, nextCursor: null, seq });
      await vi.advanceTimersByTimeAsync(0);
    },
    text: () => {
      const part = store.message(messageId)?.parts.at(-1);
      return part?.type === "text" ? part.text : null;
    },
  };
}

// For all of them: the clock by which streams take turns goes on from one to the next, as it does on a page.
beforeAll(() => {
  vi.useFakeTimers();
  vi.stubGlobal("requestAnimationFrame", (run: () => void) => setTimeout(run, 16));
});
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("C25 follows the log from exactly where the page ended, and shows text once", async () => {
  const { hear, answer, text, positions } = givenStore();
  expect(positions()).toEqual([]);
  await answer(4);
  expect(positions()).toEqual([{ [sessionId]: 4 }]);
  await hear(3, 6);
  await hear(5, 6);
  expect(text()).toBe("One two three.");
  expect(positions()).toEqual([{ [sessionId]: 6 }]);
});

it("C25 stands behind an event as soon as it arrives, before the next frame paints it", async () => {
  const { hear, answer, positions } = givenStore();
  await answer(4);
  const painting = hear(5, 6);
  expect(positions()).toEqual([{ [sessionId]: 6 }]);
  await painting;
});

it("reads the session anew when its log is no longer kept that far back", async () => {
  const { tell, hear, answer, text, positions } = givenStore();
  await answer(3);
  tell("expired");
  expect(positions()).toEqual([]);
  await answer(5);
  await hear(6, 6);
  expect(text()).toBe("One two three.");
});

it("follows nothing once nobody looks, and reads anew when somebody does", async () => {
  const { store, unsubscribe, answer, asked, positions } = givenStore();
  await answer(4);
  unsubscribe();
  await vi.advanceTimersByTimeAsync(1);
  expect(positions()).toEqual([]);
  store.subscribe(() => undefined);
  expect(asked).toHaveLength(1);
});

it("reads the row of a run that another tab has started, and folds its events in", async () => {
  const { store, hear, answer } = givenStore();
  await answer(1);
  await hear(2, 6);
  expect(store.view().runs.get(runId)?.status).toBe("queued");
});

it("reads the runs' rows after the page, so that a run cannot look unfinished whose end the page holds", async () => {
  const { answer, store, rows } = givenStore();
  await answer(6, () => rows.push(buildRun({ id: runId, status: "completed" })));
  expect(store.view().runs.get(runId)?.status).toBe("completed");
});

it("reads the runs' rows beside the page, once, where nothing goes on", async () => {
  const { answer, store, readings } = givenStore(buildRun({ id: runId, status: "completed" }));
  expect(readings()).toBe(1);
  await answer(6);
  expect(readings()).toBe(1);
  expect(store.view().runs.get(runId)?.status).toBe("completed");
});

it("reads the rows once more where a run was going on, whose end the page may hold", async () => {
  const { answer, store, rows } = givenStore(buildRun({ id: runId, status: "running", finishedAt: null }));
  await answer(6, () => rows.splice(0, 1, buildRun({ id: runId, status: "completed" })));
  expect(store.view().runs.get(runId)?.status).toBe("completed");
});

it("keeps the ids' array and untouched messages while one message grows", async () => {
  const { hear, answer, store } = givenStore();
  await answer(4);
  const ids = store.messageIds();
  const first = store.message("msg_1");
  await hear(5, 6);
  expect(store.messageIds()).toBe(ids);
  expect(store.message("msg_1")).toBe(first);
});

it("keeps what runs warn of: from the page, from the log, each once, also after it is read again", async () => {
  const warning = { runId, code: "model_missing", message: "a/b is passed over." };
  const other = { runId, code: "parameter_ignored", message: "Seed is not taken." };
  const { store, asked, emit, tell } = givenStore();
  const page = { items: [...foldEvents(events.slice(0, 4)).messages], nextCursor: null, seq: 4 };
  asked.shift()?.({ ...page, warnings: [warning] });
  await vi.advanceTimersByTimeAsync(0);
  await emit({ ...base, seq: 5, type: "warning", code: warning.code, message: warning.message });
  await emit({ ...base, seq: 6, type: "warning", code: other.code, message: other.message });
  expect(store.view().warnings).toEqual([warning, other]);
  tell("expired");
  asked.shift()?.({ ...page, seq: 6, warnings: [warning, other] });
  await vi.advanceTimersByTimeAsync(0);
  expect(store.view().warnings).toEqual([warning, other]);
});
