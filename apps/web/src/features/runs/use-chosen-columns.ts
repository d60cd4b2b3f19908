"use client";
import { useMemo, useSyncExternalStore } from "react";
import { writePreference } from "#ui/preference-cookie.ts";
import { type ColumnChoice, columnsCookie, parseColumns, switchColumn } from "./chosen-columns.ts";

const listeners = new Set<() => void>();

/** The columns that this browser shows, remembered. The table itself comes after hydration, so nothing jumps. */
export function useChosenColumns() {
  const text = useSyncExternalStore(subscribe, readCookie, () => undefined);
  // The same array while the choice is the same: rows render again only when it changes.
  const columns = useMemo(() => parseColumns(text), [text]);
  function set(column: ColumnChoice, isShown: boolean) {
    writePreference(columnsCookie, switchColumn(columns, column, isShown));
    for (const listener of listeners) listener();
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
