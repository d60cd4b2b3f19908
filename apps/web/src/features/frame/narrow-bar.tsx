"use client";
import { Menu } from "lucide-react";
import { Suspense, useState } from "react";
import { lazyPart } from "#lib/lazy-part.ts";
import { IconButton } from "#ui/icon-button.tsx";
import { useWasOpen } from "#ui/use-was-open.ts";
import { RailContent, type RailContentProps } from "./rail-content.tsx";

// Wide screens have the rail.
const Drawer = lazyPart(async () => (await import("#ui/drawer.tsx")).Drawer);

type NarrowBarProps = Omit<RailContentProps, "folded" | "onNavigate" | "foldButton">;

/** Where the screen is narrow: a bar over the page, whose button opens the rail as a drawer. */
export function NarrowBar({ onSearch, onHelp, ...rail }: NarrowBarProps) {
  const [isOpen, setIsOpen] = useState(false);
  const wasOpen = useWasOpen(isOpen);
  const close = () => setIsOpen(false);
  const closeAnd = (act: () => void) => () => {
    close();
    act();
  };
  return (
    <header className="flex h-12 shrink-0 items-center gap-1 border-b border-line bg-sunken px-2 md:hidden">
      <IconButton
        label="Menu"
        icon={<Menu />}
        tooltipSide="bottom"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(true)}
      />
      {wasOpen ? (
        <Suspense>
          <Drawer side="left" title={rail.projectName} hideTitle open={isOpen} onOpenChange={setIsOpen}>
            <RailContent
              {...rail}
              folded={false}
              onNavigate={close}
              onSearch={closeAnd(onSearch)}
              onHelp={closeAnd(onHelp)}
            />
          </Drawer>
        </Suspense>
      ) : null}
      <span className="truncate font-semibold">{rail.projectName}</span>
    </header>
  );
}
