import type { Shortcut } from "#ui/shortcut-registry.ts";

/** Keys that only make sense pressed: moving in a list, or opening what this is. */
const onlyKeys = new Set(["j", "k", "mod+k"]);

/** What the shortcuts of a page do, as actions to choose by name. Places are offered by themselves. */
export function offeredActions(shortcuts: readonly Shortcut[]): readonly Shortcut[] {
  const offered = shortcuts.filter(({ keys, run }) => run && !onlyKeys.has(keys) && !/^g \w$/.test(keys));
  // Of two with the same keys the later one works.
  return [...new Map(offered.map((shortcut) => [shortcut.keys, shortcut])).values()];
}
