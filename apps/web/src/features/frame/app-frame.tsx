"use client";
import { Menu as MenuIcon, PanelLeftClose, PanelLeftOpen } from "lucide-react";
import type { Route } from "next";
import { type ReactNode, useState } from "react";
import { PaletteHost } from "#features/palette/index.ts";
import { classNames } from "#ui/class-names.ts";
import { Drawer } from "#ui/drawer.tsx";
import { IconButton } from "#ui/icon-button.tsx";
import { writePreference } from "#ui/preference-cookie.ts";
import { useShortcutListener } from "#ui/use-shortcut-listener.ts";
import type { Account } from "./account-menu.tsx";
import type { FramePreferences } from "./frame-preferences.ts";
import { FrameShortcuts } from "./frame-shortcuts.tsx";
import type { NavItem } from "./nav-list.tsx";
import { characterKeysCookie, railCookie } from "./preference-cookies.ts";
import { RailContent } from "./rail-content.tsx";
import { ReconnectingBar } from "./reconnecting-bar.tsx";
import { ShortcutSheet } from "./shortcut-sheet.tsx";

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
  const [drawerOpen, setDrawerOpen] = useState(false);
  const [sheetOpen, setSheetOpen] = useState(false);
  const [paletteOpen, setPaletteOpen] = useState(false);
  useShortcutListener({ characterKeys });

  function fold(next: boolean) {
    setFolded(next);
    writePreference(railCookie, next ? "folded" : "open");
  }
  const shared = { projectName, account, items, theme: preferences.theme };
  return (
    <div className="flex h-dvh flex-col md:flex-row">
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
      <header className="flex h-12 shrink-0 items-center gap-1 border-b border-line bg-sunken px-2 md:hidden">
        <Drawer
          side="left"
          title={projectName}
          hideTitle
          open={drawerOpen}
          onOpenChange={setDrawerOpen}
          trigger={<IconButton label="Menu" icon={<MenuIcon />} tooltipSide="bottom" />}
        >
          <RailContent
            {...shared}
            folded={false}
            onNavigate={() => setDrawerOpen(false)}
            onSearch={() => {
              setDrawerOpen(false);
              setPaletteOpen(true);
            }}
            onHelp={() => {
              setDrawerOpen(false);
              setSheetOpen(true);
            }}
          />
        </Drawer>
        <span className="truncate font-semibold">{projectName}</span>
      </header>
      <main id="content" tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 flex-col outline-none">
        {children}
      </main>
      <ReconnectingBar />
      <PaletteHost places={items} open={paletteOpen} onOpenChange={setPaletteOpen} />
      <ShortcutSheet
        open={sheetOpen}
        onOpenChange={setSheetOpen}
        characterKeys={characterKeys}
        onCharacterKeysChange={(on) => {
          setCharacterKeys(on);
          writePreference(characterKeysCookie, on ? "on" : "off");
        }}
      />
    </div>
  );
}
