"use client";
import type { Message } from "@slipway/schemas/messages/message";
import type { Run } from "@slipway/schemas/runs/run";
import { useSyncExternalStore } from "react";
import { liveHub } from "./live-connection.ts";
import { apiSessionSource } from "./session-source.ts";
import { createSessionStore, type SessionStore } from "./session-store.ts";
import type { SessionView } from "./session-view.ts";

const stores = new Map<string, SessionStore>();
/** Sessions looked at before open at once with what they showed; older ones are forgotten. */
const keptStores = 12;

/** The store of one session: the same for everything on the page that shows it. */
export function sessionStore(sessionId: string): SessionStore {
  const known = stores.get(sessionId);
  const store = known ?? createSessionStore({ sessionId, source: apiSessionSource(sessionId), hub: liveHub });
  stores.delete(sessionId);
  stores.set(sessionId, store);
  for (const id of stores.keys()) {
    if (stores.size <= keptStores) break;
    stores.delete(id);
  }
  return store;
}

/** Selects from a session what this component shows: it renders again only when that changes. */
export function useSession<Value>(store: SessionStore, select: (view: SessionView) => Value): Value {
  const snapshot = () => select(store.view());
  return useSyncExternalStore(store.subscribe, snapshot, snapshot);
}

export function useMessageIds(store: SessionStore): readonly string[] {
  return useSyncExternalStore(store.subscribe, store.messageIds, store.messageIds);
}

export function useMessage(store: SessionStore, id: string): Message | undefined {
  const snapshot = () => store.message(id);
  return useSyncExternalStore(store.subscribe, snapshot, snapshot);
}

export function useSessionRun(store: SessionStore, runId: string | null): Run | undefined {
  return useSession(store, (view) => (runId ? view.runs.get(runId) : undefined));
}
