"use client";
import { useState, useSyncExternalStore } from "react";
import { createPlaceStore, placeOf } from "./conversation-places.ts";

/** Follows the session that the address names, and keeps the place of a conversation that begins on this page. */
export function useConversationPlace(named: string | null) {
  const [store] = useState(createPlaceStore);
  const places = useSyncExternalStore(store.subscribe, store.view, store.view);
  const begunId = places.begun?.sessionId ?? null;
  const [lastNamed, setLastNamed] = useState<string | null>(null);
  if (begunId !== null && named === begunId && lastNamed !== begunId) setLastNamed(begunId);
  const wasNamed = begunId !== null && lastNamed === begunId;
  return { place: placeOf({ ...places, named, wasNamed }), begin: store.begin };
}
