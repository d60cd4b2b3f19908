import { lstatSync, readdirSync, type Stats } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { type FolderHandle, openFolder } from "#workspace/folder-handle.ts";

export type WalkedEntry = {
  /** Relative to the workspace. */
  readonly path: string;
  readonly stats: Stats;
  /** Where it is now. Good until the next entry is asked for. */
  readonly location: string;
};

/** Entries after which others get their turn: about a millisecond. */
const entriesPerTurn = 200;
/** Deeper folders are left out: each level holds a descriptor. */
const deepest = 100;

/**
 * All that lies in a workspace, folders before what is in them, in no other order. Follows no links. What goes away
 * meanwhile is left out, and so is a folder that may not be read, which `onUnreadable` is told.
 */
export async function* walkWorkspace(
  folder: string,
  onUnreadable: (path: string) => void,
): AsyncGenerator<WalkedEntry> {
  const turn = { entries: 0 };
  yield* walk({ location: folder, prefix: "", depth: 0 }, { turn, onUnreadable });
}

type Place = { readonly location: string; readonly prefix: string; readonly depth: number };
type Walk = { readonly turn: { entries: number }; readonly onUnreadable: (path: string) => void };

async function* walk({ location, prefix, depth }: Place, walking: Walk): AsyncGenerator<WalkedEntry> {
  const folder = depth > deepest ? null : tryOpen(location);
  if (!folder) return walking.onUnreadable(prefix);
  try {
    for (const name of readdirSync(folder.path)) {
      walking.turn.entries += 1;
      if (walking.turn.entries % entriesPerTurn === 0) await setImmediate();
      const stats = lstatSync(folder.at(name), { throwIfNoEntry: false });
      if (!stats) continue;
      const path = `${prefix}${name}`;
      yield { path, stats, location: folder.at(name) };
      if (stats.isDirectory()) {
        yield* walk({ location: folder.at(name), prefix: `${path}/`, depth: depth + 1 }, walking);
      }
    }
  } finally {
    folder.close();
  }
}

function tryOpen(location: string): FolderHandle | null {
  try {
    return openFolder(location);
  } catch {
    return null;
  }
}
