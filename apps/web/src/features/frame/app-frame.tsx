"use client";
import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import type { Route } from "next";
import { type ReactNode, Suspense, useState } from "react";
import { PaletteHost } from "#features/palette/index.ts";
import { lazyPart } from "#lib/lazy-part.ts";
import { classNames } from "#ui/class-names.ts";
import { IconButton } from "#ui/icon-button.tsx";
import { writePreference } from "#ui/preference-cookie.ts";
import { useShortcutListener } from "#ui/use-shortcut-listener.ts";
import { useWasOpen } from "#ui/use-was-open.ts";
import type { Account } from "./account-menu.tsx";
import type { FramePreferences } from "./frame-preferences.ts";
import { FrameShortcuts } from "./frame-shortcuts.tsx";
import { NarrowBar } from "./narrow-bar.tsx";
import type { NavItem } from "./nav-list.tsx";
import { characterKeysCookie, railCookie } from "./preference-cookies.ts";
import { RailContent } from "./rail-content.tsx";
import { ReconnectingBar } from "./reconnecting-bar.tsx";

// Most pages are left before anybody asks for it.
const ShortcutSheet = lazyPart(async () => (await import("./shortcut-sheet.tsx")).ShortcutSheet);

type AppFrameProps = {
  readonly projectName: string;
  readonly account: Account;
  readonly items: readonly NavItem[];
  /** Where `n` leads. */
  readonly newAppHref: Route;
  readonly preferences: FramePreferences;
  readonly children: ReactNode;
};

/** What stands around every page of a signed-in person: a rail, or a bar with a drawer where the screen is narrow. */
export function AppFrame({ projectName, account, items, newAppHref, preferences, children }: AppFrameProps) {
  const [folded, setFolded] = useState(preferences.railFolded);
  const [characterKeys, setCharacterKeys] = useState(preferences.characterKeys);
  const [sheetOpen, setSheetOpen] = useState(false);
  const hasSheet = useWasOpen(sheetOpen);
  const [paletteOpen, setPaletteOpen] = useState(false);
  useShortcutListener({ characterKeys });

  function fold(next: boolean) {
    setFolded(next);
    writePreference(railCookie, next ? "folded" : "open");
  }
  const shared = { projectName, account, items, theme: preferences.theme };
  return (
    // Its regions scroll, never it: words for screen readers alone, which stand apart from what is around them, are cut off.
    <div className="relative flex h-dvh flex-col overflow-clip md:flex-row">
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 rounded-md bg-raised px-3 py-2 font-medium shadow-float not-focus:sr-only"
      >
        Skip to content
      </a>
      <FrameShortcuts items={items} newAppHref={newAppHref} onHelp={() => setSheetOpen(true)} />
      <aside
        className={classNames(
          "flex shrink-0 flex-col border-r border-line bg-sunken max-md:hidden",
          folded ? "w-14" : "w-50",
        )}
      >
        <RailContent
          {...shared}
          folded={folded}
          onSearch={() => setPaletteOpen(true)}
          onHelp={() => setSheetOpen(true)}
          foldButton={
            <IconButton
              label={folded ? "Show the names" : "Fold the rail"}
              icon={folded ? <PanelLeftOpen /> : <PanelLeftClose />}
              tooltipSide="right"
              aria-expanded={!folded}
              onClick={() => fold(!folded)}
            />
          }
        />
      </aside>
      <NarrowBar {...shared} onSearch={() => setPaletteOpen(true)} onHelp={() => setSheetOpen(true)} />
      <main id="content" tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 flex-col outline-none">
        {children}
      </main>
      <ReconnectingBar />
      <PaletteHost places={items} open={paletteOpen} onOpenChange={setPaletteOpen} />
      {hasSheet ? (
        <Suspense>
          <ShortcutSheet
            open={sheetOpen}
            onOpenChange={setSheetOpen}
            characterKeys={characterKeys}
            onCharacterKeysChange={(on) => {
              setCharacterKeys(on);
              writePreference(characterKeysCookie, on ? "on" : "off");
            }}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
