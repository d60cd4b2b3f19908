import type { SlipwayEvent } from "@slipway/schemas/events/event";
import type { Message } from "@slipway/schemas/messages/message";
import type { MessagePage } from "@slipway/schemas/public-api/messages-query";
import type { Run } from "@slipway/schemas/runs/run";
import { isFinalStatus } from "@slipway/schemas/runs/run-status";
import { ApiError, networkError } from "#lib/api-error.ts";
import { batchPerFrame } from "./batch-per-frame.ts";
import { foldRun } from "./fold-run.ts";
import type { LiveHub } from "./live-hub.ts";
import { reconnectDelayMs } from "./reconnect-delay.ts";
import type { SessionSource } from "./session-source.ts";
import {
  applyEvents,
  applyNewestPage,
  applyOlderPage,
  applyRuns,
  emptySessionView,
  type SessionView,
} from "./session-view.ts";

export type SessionStore = {
  readonly view: () => SessionView;
  readonly message: (id: string) => Message | undefined;
  /** The ids of the messages in order: the same array until one is added or removed. */
  readonly messageIds: () => readonly string[];
  readonly subscribe: (listener: () => void) => () => void;
  readonly loadOlder: () => Promise<void>;
  /** Loads again after a failure. */
  readonly reload: () => void;
  /** Adds a run that this tab just made, before the log tells of it. */
  readonly putRun: (run: Run) => void;
  /** Reads the runs again: what steers a run at work waits without the log telling of it. Never rejects. */
  readonly readRuns: () => Promise<void>;
};

/** Stands in for a session that does not exist yet. */
export const blankSessionStore: SessionStore = {
  view: () => blankView,
  message: () => undefined,
  messageIds: () => noIds,
  subscribe: () => () => undefined,
  loadOlder: () => Promise.resolve(),
  reload: () => undefined,
  putRun: () => undefined,
  readRuns: () => Promise.resolve(),
};
const blankView: SessionView = { ...emptySessionView, phase: "ready" };
const noIds: readonly string[] = [];

type StoreDeps = {
  readonly sessionId: string;
  readonly source: SessionSource;
  readonly hub: () => LiveHub;
};

/**
 * One session, kept current while anybody subscribes: the newest page is read, then its log is followed from exactly
 * there. It is read again only when the log is no longer kept that far back.
 */
export function createSessionStore({ sessionId, source, hub }: StoreDeps): SessionStore {
  let view = emptySessionView;
  const index = new Map<string, Message>();
  let ids: readonly string[] = [];
  const listeners = new Set<() => void>();
  /** The last event that arrived here, also one that waits for the next frame. */
  let heardSeq = 0;
  let loading: AbortController | null = null;
  let unfollow: (() => void) | null = null;
  let isStarted = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLoadingOlder = false;
  /** Events of runs whose row is being read. */
  const strangers = new Map<string, SlipwayEvent[]>();

  function set(next: SessionView) {
    if (next === view) return;
    const { messages } = next.transcript;
    if (messages !== view.transcript.messages) {
      const isSame = messages.length === ids.length && messages.every(({ id }, at) => id === ids[at]);
      if (!isSame) {
        index.clear();
        ids = messages.map(({ id }) => id);
      }
      // While an answer is written, one of perhaps thousands is another than before.
      for (const message of messages) if (index.get(message.id) !== message) index.set(message.id, message);
    }
    view = next;
    for (const listener of [...listeners]) listener();
  }

  const batch = batchPerFrame<SlipwayEvent>((events) => {
    for (const event of events) if (event.seq > view.transcript.seq) meetStranger(event);
    set(applyEvents(view, events));
  });

  /** A run of another tab or caller: its row is read once, then its events since are folded in. */
  function meetStranger(event: SlipwayEvent) {
    const { runId } = event;
    if (runId === null || view.runs.has(runId) || event.type === "run.finished") return;
    const waiting = strangers.get(runId);
    if (waiting) {
      waiting.push(event);
      return;
    }
    strangers.set(runId, [event]);
    void source
      .readRun(runId)
      .then((run) => set(applyRuns(view, [(strangers.get(runId) ?? []).reduce(foldRun, run)])))
      // Without its row a message lacks only its faint line of figures.
      .catch(() => undefined)
      .finally(() => strangers.delete(runId));
  }

  async function load(): Promise<void> {
    clearTimeout(timer);
    unfollow?.();
    unfollow = null;
    loading?.abort();
    loading = new AbortController();
    const { signal } = loading;
    try {
      const [page, rows] = await Promise.all([source.readMessages({ signal }), source.readRuns({ signal })]);
      // Rows that are older than the page would miss what only the page's events told.
      const newest = areSettled(rows, page) ? rows : await source.readRuns({ signal });
      const runs = [...newest, ...(await readMissing(page.items, newest))];
      if (signal.aborted) return;
      failures = 0;
      set(applyRuns(applyNewestPage(view, page), runs));
      heardSeq = view.transcript.seq;
      follow();
    } catch (error) {
      if (!signal.aborted) failLoad(error instanceof ApiError ? error : networkError(error));
    }
  }

  /** Nothing went on when these rows were read, and nothing has begun until the page was: both are of one moment. */
  function areSettled(rows: readonly Run[], { items }: MessagePage): boolean {
    const known = new Set(rows.map(({ id }) => id));
    return (
      rows.every(({ status }) => isFinalStatus(status)) &&
      items.every(({ runId }) => runId === null || known.has(runId))
    );
  }

  /** The rows of the runs that messages belong to, where they are not known. */
  function readMissing(messages: readonly Message[], known: readonly Run[]): Promise<readonly Run[]> {
    const ids = new Set(known.map(({ id }) => id));
    const wanted = new Set(messages.flatMap(({ runId }) => runId ?? []));
    return source.readRunsOf([...wanted].filter((id) => !ids.has(id)));
  }

  /** What failed on the way is tried again by itself; a refusal, or a failure that stays, is shown. */
  function failLoad(error: ApiError) {
    const isTransient = error.status === 0 || error.status >= 500 || error.status === 429;
    if (isTransient) {
      const delayMs = error.retryAfterSeconds ? error.retryAfterSeconds * 1000 : reconnectDelayMs(failures);
      timer = setTimeout(() => void load(), delayMs);
      failures += 1;
    }
    if (!isTransient || failures > 3) set({ ...view, phase: "failed", error });
  }

  /** What is in no log is told only to whoever is connected. */
  let hasMissed = false;

  async function readQueue(): Promise<void> {
    // What cannot be read now is told when it is taken, or when it starts.
    const runs = await source.readRuns({}).catch(() => null);
    if (runs) set(applyRuns(view, runs));
  }

  function follow() {
    unfollow = hub().follow({
      interest: () => ({ sessions: { [sessionId]: heardSeq }, topics: [] }),
      onState: (state) => {
        if (state === "expired") void load();
        if (state === "open" && hasMissed) {
          void readQueue();
          set({ ...view, uploads: view.uploads + 1 });
        }
        hasMissed = state === "down";
      },
      onFrame: (frame) => {
        if (frame.kind === "queue-changed" && frame.sessionId === sessionId) void readQueue();
        if (frame.kind === "files-changed" && frame.sessionId === sessionId) {
          set({ ...view, uploads: view.uploads + 1 });
        }
        if (frame.kind !== "event" || frame.event.sessionId !== sessionId) return;
        heardSeq = Math.max(heardSeq, frame.event.seq);
        batch(frame.event);
      },
    });
  }

  function stop() {
    isStarted = false;
    clearTimeout(timer);
    loading?.abort();
    unfollow?.();
    unfollow = null;
  }

  return {
    view: () => view,
    message: (id) => index.get(id),
    messageIds: () => ids,
    subscribe(listener) {
      listeners.add(listener);
      if (!isStarted) {
        isStarted = true;
        void load();
      }
      return () => {
        listeners.delete(listener);
        // Later: a component that leaves and comes back in the same moment shall not load again.
        setTimeout(() => listeners.size === 0 && isStarted && stop());
      };
    },
    async loadOlder() {
      if (isLoadingOlder || view.olderCursor === null) return;
      isLoadingOlder = true;
      try {
        const page = await source.readMessages({ before: view.olderCursor });
        const runs = await readMissing(page.items, [...view.runs.values()]);
        set(applyRuns(applyOlderPage(view, page), runs));
      } finally {
        isLoadingOlder = false;
      }
    },
    reload() {
      failures = 0;
      set({ ...view, phase: "loading", error: null });
      void load();
    },
    putRun: (run) => set(applyRuns(view, [run])),
    readRuns: readQueue,
  };
}
