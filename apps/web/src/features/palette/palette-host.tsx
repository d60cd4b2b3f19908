"use client";
import { Suspense } from "react";
import { lazyPart } from "#lib/lazy-part.ts";
import { useShortcut } from "#ui/use-shortcut.ts";
import { useWasOpen } from "#ui/use-was-open.ts";
import type { PaletteProps } from "./palette-props.ts";

// Most pages are left before anybody asks for it.
const Palette = lazyPart(async () => (await import("./palette.tsx")).Palette);

/** The palette, which is loaded when it is first opened. */
export function PaletteHost({ places, open, onOpenChange }: PaletteProps) {
  const wasOpen = useWasOpen(open);
  useShortcut({
    keys: "mod+k",
    label: "Search and commands",
    group: "Everywhere",
    run: () => onOpenChange(!open),
  });
  if (!wasOpen) return null;
  return (
    <Suspense>
      <Palette places={places} open={open} onOpenChange={onOpenChange} />
    </Suspense>
  );
}
