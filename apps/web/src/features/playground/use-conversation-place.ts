"use client";
import { useState } from "react";

/** Which conversation stands on the page. */
export type ConversationPlace = {
  /** Stays the same when a conversation that began here gets its session: focus, words and scroll stay. */
  readonly key: string;
  /** Null: nothing of it is stored yet. */
  readonly sessionId: string | null;
};

type Begun = ConversationPlace & {
  /** The address names its session by now. */
  readonly isShown: boolean;
};

/** Follows the session that the address names, and keeps the place of a conversation that begins on this page. */
export function useConversationPlace(named: string | null) {
  const [begun, setBegun] = useState<Begun | null>(null);
  const [fresh, setFresh] = useState(0);
  const freshKey = `new ${fresh}`;
  if (begun && !begun.isShown && begun.sessionId === named) setBegun({ ...begun, isShown: true });

  /** The new conversation became a session; the next new one is another. */
  function begin(sessionId: string, { isShown }: { readonly isShown: boolean }) {
    if (isShown) setBegun({ key: freshKey, sessionId, isShown: false });
    setFresh(fresh + 1);
  }
  return { place: placeOf({ named, begun, freshKey }), begin };
}

type PlaceOf = { readonly named: string | null; readonly begun: Begun | null; readonly freshKey: string };

export function placeOf({ named, begun, freshKey }: PlaceOf): ConversationPlace {
  // The address follows a moment later: until then nothing else may take the place.
  const isBegun = begun !== null && (named === begun.sessionId || (named === null && !begun.isShown));
  if (isBegun) return { key: begun.key, sessionId: begun.sessionId };
  return { key: named ?? freshKey, sessionId: named };
}
