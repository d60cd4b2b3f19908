"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useShortcut } from "#ui/use-shortcut.ts";
import type { NavItem } from "./nav-list.tsx";

type FrameShortcutsProps = {
  readonly items: readonly NavItem[];
  /** Where a new app is made. */
  readonly newAppHref: Route;
  readonly onHelp: () => void;
};

const group = "Everywhere";

/** The shortcuts that work on every page. Renders nothing: it exists to be mounted. */
export function FrameShortcuts({ items, newAppHref, onHelp }: FrameShortcutsProps) {
  const router = useRouter();
  useShortcut({ keys: "n", label: "New app", group, run: () => router.push(newAppHref) });
  useShortcut({ keys: "?", label: "Keyboard shortcuts", group, run: onHelp });
  useShortcut({ keys: "escape", label: "Close the top layer", group });
  return items.map((item) =>
    item.shortcut ? <GoTo key={item.href} item={item} keys={item.shortcut} /> : null,
  );
}

function GoTo({ item, keys }: { item: NavItem; keys: string }) {
  const router = useRouter();
  useShortcut({ keys, label: `Go to ${item.label}`, group, run: () => router.push(item.href) });
  return null;
}
