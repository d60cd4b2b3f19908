"use client";
import { Dialog } from "@base-ui/react/dialog";
import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useRef, useState } from "react";
import { classNames } from "#ui/class-names.ts";
import { backdropStyle, dialogStyle } from "#ui/layer-style.ts";
import { ActionEntries } from "./action-entries.tsx";
import { AppEntries } from "./app-entries.tsx";
import type { PaletteProps } from "./palette-props.ts";
import { rankEntry } from "./rank-entry.ts";
import { RunEntries } from "./run-entries.tsx";
import { usePaletteRuns } from "./use-palette-runs.ts";

/** Everything there is, by name: places, actions of this page, apps and runs. */
export function Palette(props: PaletteProps) {
  const { open } = props;
  const [wasOpen, setWasOpen] = useState(open);
  const [opening, setOpening] = useState(0);
  if (open !== wasOpen) {
    setWasOpen(open);
    if (open) setOpening(opening + 1);
  }
  // Each opening is a palette of its own, empty and with the focus, also while the last one is still going.
  return <PaletteDialog key={opening} {...props} />;
}

function PaletteDialog({ places, open, onOpenChange }: PaletteProps) {
  const [query, setQuery] = useState("");
  const asked = query.trim();
  const { runs, isSearching } = usePaletteRuns(asked);
  /** What was chosen happens when the palette is gone, so that the focus it takes is not taken back. */
  const chosen = useRef<(() => void) | null>(null);
  function choose(act: () => void) {
    chosen.current = act;
    onOpenChange(false);
  }
  function actNow() {
    const act = chosen.current;
    chosen.current = null;
    act?.();
  }
  return (
    <Dialog.Root open={open} onOpenChange={(next) => onOpenChange(next)} onOpenChangeComplete={actNow}>
      <Dialog.Portal>
        <Dialog.Backdrop className={backdropStyle} />
        <Dialog.Viewport className="fixed inset-0 z-40 grid grid-cols-1 place-items-start justify-items-center p-3 pt-[max(12px,12dvh)]">
          <Dialog.Popup className={classNames(dialogStyle, "max-w-150 overflow-hidden")}>
            <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
            <Command label="Search and commands" filter={rankEntry} loop>
              <div className="flex items-center gap-2.5 border-b border-line px-4">
                <Search aria-hidden="true" className="size-4 shrink-0 text-faint" />
                <Command.Input
                  value={query}
                  onValueChange={setQuery}
                  placeholder="Search apps, runs and commands…"
                  className="h-12 w-full bg-transparent text-14 outline-none focus-visible:outline-none pointer-coarse:text-16"
                />
              </div>
              <Command.List
                label="Results"
                className="max-h-[min(420px,calc(100dvh-160px))] scroll-py-1 overflow-y-auto overscroll-contain p-1"
              >
                <Command.Empty className="px-3 py-6 text-center text-muted">
                  {isSearching ? "Searching…" : "Nothing of that name"}
                </Command.Empty>
                <ActionEntries places={places} onChoose={choose} />
                <AppEntries onChoose={choose} />
                <RunEntries runs={runs} isFound={asked !== ""} onChoose={choose} />
              </Command.List>
            </Command>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
