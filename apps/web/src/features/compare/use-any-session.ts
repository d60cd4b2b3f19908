"use client";
import { useCallback, useSyncExternalStore } from "react";
import type { SessionStore, SessionView } from "#features/live/index.ts";

/** Whether this holds of any of several sessions. The array has to stay the same while the sessions do. */
export function useAnySession(stores: readonly SessionStore[], is: (view: SessionView) => boolean): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const leave = stores.map((store) => store.subscribe(listener));
      return () => {
        for (const each of leave) each();
      };
    },
    [stores],
  );
  const snapshot = () => stores.some((store) => is(store.view()));
  return useSyncExternalStore(subscribe, snapshot, snapshot);
}
