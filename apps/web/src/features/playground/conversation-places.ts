/** Which conversation stands on the page. */
export type ConversationPlace = {
  /** Stays the same when a conversation that began here gets its session: focus, words and scroll stay. */
  readonly key: string;
  /** Null: nothing of it is stored yet. */
  readonly sessionId: string | null;
};

type Places = {
  /** The newest conversation that began on this page, while it was looked at. */
  readonly begun: ConversationPlace | null;
  /** How many have begun on it. */
  readonly count: number;
};

export type PlaceStore = {
  readonly view: () => Places;
  readonly subscribe: (listener: () => void) => () => void;
  /** The new conversation became a session; the next new one is another. `isShown`: somebody looks at it. */
  readonly begin: (sessionId: string, about: { readonly isShown: boolean }) => void;
};

/**
 * The conversations that begin on this page. They are told outside of React, as the address is: of two states of its own
 * React may take up the later one first (a transition that it is rendering goes on before anything else), and an address
 * that names a session which no place knows yet would put another conversation on the page for a moment.
 */
export function createPlaceStore(): PlaceStore {
  let places: Places = { begun: null, count: 0 };
  const listeners = new Set<() => void>();
  return {
    view: () => places,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    begin(sessionId, { isShown }) {
      const { begun, count } = places;
      places = { begun: isShown ? { key: freshKey(count), sessionId } : begun, count: count + 1 };
      for (const listener of [...listeners]) listener();
    },
  };
}

type PlaceOf = Places & {
  /** The session that the address names. */
  readonly named: string | null;
  /** The address has named the session of `begun`: without one, it means another conversation. */
  readonly wasNamed: boolean;
};

export function placeOf({ named, begun, count, wasNamed }: PlaceOf): ConversationPlace {
  // The address follows a moment later: until then nothing else may take the place.
  if (begun && (named === begun.sessionId || (named === null && !wasNamed))) return begun;
  return { key: named ?? freshKey(count), sessionId: named };
}

function freshKey(count: number): string {
  return `new ${count}`;
}
