import type { SlipwayEvent } from "@slipway/schemas/events/event";
import type { Message } from "@slipway/schemas/messages/message";
import type { Run } from "@slipway/schemas/runs/run";
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
};

type StoreDeps = {
  readonly sessionId: string;
  readonly source: SessionSource;
  readonly hub: () => LiveHub;
};

/** Longest wait for the live connection before the session is loaded without it. */
const liveWaitMs = 1_500;

/**
 * One session, kept current while anybody subscribes. It is loaded once the live connection that includes it is open,
 * and again whenever a connection does not continue the one before; what comes while it loads is folded in afterwards.
 */
export function createSessionStore({ sessionId, source, hub }: StoreDeps): SessionStore {
  let view = emptySessionView;
  let index = new Map<string, Message>();
  let ids: readonly string[] = [];
  const listeners = new Set<() => void>();
  /** Events that came while a load is under way or due; null: they are folded as they come. */
  let held: SlipwayEvent[] | null = [];
  let loading: AbortController | null = null;
  let stop: (() => void) | null = null;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLoadingOlder = false;
  /** Events of runs whose row is being read. */
  const strangers = new Map<string, SlipwayEvent[]>();

  function set(next: SessionView) {
    if (next === view) return;
    if (next.transcript.messages !== view.transcript.messages) {
      index = new Map(next.transcript.messages.map((message) => [message.id, message]));
      const nextIds = next.transcript.messages.map((message) => message.id);
      if (nextIds.length !== ids.length || nextIds.some((id, at) => id !== ids[at])) ids = nextIds;
    }
    view = next;
    for (const listener of [...listeners]) listener();
  }

  function fold(events: readonly SlipwayEvent[]) {
    if (held) {
      held.push(...events);
      return;
    }
    for (const event of events) if (event.seq > view.transcript.seq) meetStranger(event);
    set(applyEvents(view, events));
  }
  const batch = batchPerFrame(fold);

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
    loading?.abort();
    const mine = new AbortController();
    loading = mine;
    held ??= [];
    try {
      const [page, runs] = await Promise.all([
        source.readMessages({ signal: mine.signal }),
        source.readRuns({ signal: mine.signal }),
      ]);
      if (mine.signal.aborted) return;
      loading = null;
      failures = 0;
      const missed = held ?? [];
      held = null;
      // One notification: nobody sees the page without what came while it was read.
      const loaded = applyRuns(applyNewestPage(view, page), runs);
      set(applyEvents(loaded, missed));
      for (const event of missed) meetStranger(event);
    } catch (error) {
      if (mine.signal.aborted) return;
      loading = null;
      failLoad(error instanceof ApiError ? error : networkError(error));
    }
  }

  /** What failed on the way is tried again by itself; a refusal is shown. */
  function failLoad(error: ApiError) {
    const isTransient = error.status === 0 || error.status >= 500 || error.status === 429;
    if (isTransient) {
      timer = setTimeout(
        () => void load(),
        error.retryAfterSeconds ? error.retryAfterSeconds * 1000 : reconnectDelayMs(failures),
      );
      failures += 1;
    }
    if (!isTransient || failures > 3) set({ ...view, phase: "failed", error });
  }

  function start(): () => void {
    held ??= [];
    timer = setTimeout(() => void load(), liveWaitMs);
    const unfollow = hub().follow(
      { sessions: [sessionId], topics: [] },
      {
        onState: (state) => {
          if (state.kind !== "open" || !state.interest.sessions.includes(sessionId)) return;
          if (state.fresh.sessions.includes(sessionId) || held) void load();
        },
        onFrame: (frame) => {
          if (frame.kind === "event" && frame.event.sessionId === sessionId) batch(frame.event);
        },
      },
    );
    return () => {
      unfollow();
      clearTimeout(timer);
      loading?.abort();
      loading = null;
      held = [];
    };
  }

  return {
    view: () => view,
    message: (id) => index.get(id),
    messageIds: () => ids,
    subscribe(listener) {
      listeners.add(listener);
      stop ??= start();
      return () => {
        listeners.delete(listener);
        // Later: a component that leaves and comes back in the same moment shall not load again.
        setTimeout(() => {
          if (listeners.size > 0) return;
          stop?.();
          stop = null;
        });
      };
    },
    async loadOlder() {
      if (isLoadingOlder || view.olderCursor === null) return;
      isLoadingOlder = true;
      try {
        const page = await source.readMessages({ before: view.olderCursor });
        const unknown = new Set(page.items.flatMap((message) => message.runId ?? []));
        const runs = await source.readRunsOf([...unknown].filter((id) => !view.runs.has(id)));
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
  };
}
