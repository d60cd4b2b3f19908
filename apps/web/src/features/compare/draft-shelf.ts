"use client";
import { useSyncExternalStore } from "react";
import { type DraftKey, readDraft, type StoredDraft, writeDraft } from "#features/playground/index.ts";
import { playgroundDraft } from "./pane-spec.ts";

let version = 0;
const listeners = new Set<() => void>();

function tell(): void {
  version += 1;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // Another tab keeps drafts in the same place: the playground beside this page, for one.
  window.addEventListener("storage", tell);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener("storage", tell);
  };
}

/** Draws the calling component again whenever a draft that this browser keeps changes. */
export function useDraftShelf(): void {
  useSyncExternalStore(
    subscribe,
    () => version,
    () => version,
  );
}

function keyOf(appId: string, name: string): DraftKey {
  return name === playgroundDraft ? `app:${appId}` : `compare:${appId}:${name}`;
}

/** Null: this browser keeps none of that name. */
export function readPaneDraft(appId: string, name: string): StoredDraft | null {
  return readDraft(localStorage, keyOf(appId, name));
}

/** False: this browser keeps nothing, so that a reload would lose it. */
export function writePaneDraft(appId: string, name: string, draft: StoredDraft | null): boolean {
  const isKept = writeDraft(localStorage, keyOf(appId, name), draft);
  tell();
  return isKept;
}
