"use client";
import { useEffect, useEffectEvent } from "react";
import { addShortcut, type Shortcut } from "./shortcut-registry.ts";

/** Makes a shortcut work, and listed in the sheet, while the calling component is shown and `enabled`. */
export function useShortcut({
  keys,
  label,
  group,
  run,
  enabled = true,
}: Shortcut & { readonly enabled?: boolean }) {
  const isListedOnly = run === undefined;
  const runLatest = useEffectEvent(() => run?.());
  useEffect(() => {
    if (!enabled) return;
    return addShortcut({ keys, label, group, run: isListedOnly ? undefined : () => runLatest() });
  }, [keys, label, group, enabled, isListedOnly]);
}
