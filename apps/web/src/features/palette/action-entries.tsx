"use client";
import { ArrowRight, Monitor, Moon, Sun, Zap } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { listShortcuts } from "#ui/shortcut-registry.ts";
import { applyTheme } from "#ui/theme.ts";
import { Entry, EntryGroup } from "./entry.tsx";
import { offeredActions } from "./offered-actions.ts";
import type { PalettePlace } from "./palette-props.ts";

type ActionEntriesProps = {
  readonly places: readonly PalettePlace[];
  readonly onChoose: (act: () => void) => void;
};

const themes = [
  { value: "light", label: "Light theme", icon: <Sun /> },
  { value: "dark", label: "Dark theme", icon: <Moon /> },
  { value: "system", label: "Theme like the system", icon: <Monitor /> },
] as const;

/** Places to go to, and what can be done on this page and everywhere. */
export function ActionEntries({ places, onChoose }: ActionEntriesProps) {
  const router = useRouter();
  // As they were when the palette opened: what it covers does not change beneath it.
  const [actions] = useState(() => offeredActions(listShortcuts()));
  return (
    <>
      <EntryGroup label="Go to">
        {places.map(({ label, href, shortcut }) => (
          <Entry
            key={href}
            id={`place ${href}`}
            label={label}
            icon={<ArrowRight />}
            shortcut={shortcut}
            keywords={["go to", "open"]}
            onChoose={() => onChoose(() => router.push(href))}
          />
        ))}
      </EntryGroup>
      <EntryGroup label="Do">
        {actions.map(({ keys, label, run }) => (
          <Entry
            key={`${keys} ${label}`}
            id={`action ${keys} ${label}`}
            label={label}
            icon={<Zap />}
            shortcut={keys}
            onChoose={() => onChoose(() => run?.())}
          />
        ))}
        {themes.map(({ value, label, icon }) => (
          <Entry
            key={value}
            id={`theme ${value}`}
            label={label}
            icon={icon}
            keywords={["theme", "appearance", "colour"]}
            onChoose={() => onChoose(() => applyTheme(value))}
          />
        ))}
      </EntryGroup>
    </>
  );
}
