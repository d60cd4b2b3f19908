"use client";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { writePreference } from "#ui/preference-cookie.ts";
import {
  type ColumnChoice,
  columnsCookie,
  columnsInUrl,
  parseColumns,
  switchColumn,
} from "./chosen-columns.ts";

const listeners = new Set<() => void>();

/**
 * The columns that the address names, so that whoever gets the link sees the same; without, those that this browser
 * remembers, which then stand in the address too. The table itself comes after hydration, so nothing jumps.
 */
export function useChosenColumns(asked: string | null, onTell: (columns: string | null) => void) {
  const kept = useSyncExternalStore(subscribe, readCookie, () => undefined);
  const text = asked ?? kept;
  // The same array while the choice is the same: rows render again only when it changes.
  const columns = useMemo(() => parseColumns(text), [text]);
  // The address bar is the outside. Its entry is replaced: going back is not one step longer.
  useEffect(() => {
    const named = columnsInUrl(kept);
    if (asked === null && named !== null) onTell(named);
  }, [asked, kept, onTell]);

  function set(column: ColumnChoice, isShown: boolean) {
    const next = switchColumn(columns, column, isShown);
    writePreference(columnsCookie, next);
    for (const listener of listeners) listener();
    onTell(columnsInUrl(next));
  }
  return { columns, set };
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function readCookie(): string | undefined {
  return document.cookie
    .split("; ")
    .find((cookie) => cookie.startsWith(`${columnsCookie}=`))
    ?.slice(columnsCookie.length + 1);
}
