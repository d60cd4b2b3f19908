export type Shortcut = {
  /** `g a`, `n`, `mod+k`: see `strokeOf`. */
  readonly keys: string;
  /** What it does, as the sheet lists it. */
  readonly label: string;
  /** The heading it stands under in the sheet. */
  readonly group: string;
  /** Left out where the element with the focus handles the keys itself: the shortcut is only listed. */
  readonly run?: (() => void) | undefined;
};

let shortcuts: readonly Shortcut[] = [];
const listeners = new Set<() => void>();

/** Every shortcut that works right now, in the order in which they were added. The same array until one changes. */
export function listShortcuts(): readonly Shortcut[] {
  return shortcuts;
}

/** Adds a shortcut and returns what takes it away. Of two with the same keys the later one works. */
export function addShortcut(shortcut: Shortcut): () => void {
  replace([...shortcuts, shortcut]);
  return () => replace(shortcuts.filter((each) => each !== shortcut));
}

export function subscribeToShortcuts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function replace(next: readonly Shortcut[]) {
  shortcuts = next;
  for (const listener of listeners) listener();
}
