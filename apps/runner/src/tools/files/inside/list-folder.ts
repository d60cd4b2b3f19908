import { constants, type Dirent, readdirSync, readlinkSync } from "node:fs";
import path from "node:path";
import { FileError } from "#tools/files/inside/file-error.ts";
import { openInside } from "#tools/files/inside/open-inside.ts";
import type { FileAnswer } from "#tools/files/inside/protocol.ts";

const mostEntries = 1_000;

/** Names in a folder: folders end in a slash, links show where they lead. */
export function listInside(root: string, relative: string): FileAnswer {
  const folder = openInside(root, relative, constants.O_RDONLY);
  try {
    if (!folder.stats.isDirectory()) throw new FileError(`${relative} is a file: use read.`);
  } finally {
    folder.close();
  }
  const full = path.join(root, relative);
  const entries = readdirSync(full, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  if (entries.length === 0) return { output: "(empty folder)" };
  const lines = entries.slice(0, mostEntries).map((entry) => show(entry, full));
  if (entries.length <= mostEntries) return { output: lines.join("\n") };
  const note = `[The first ${mostEntries} of ${entries.length}. Use find with a pattern.]`;
  return { output: `${lines.join("\n")}\n${note}`, truncated: true };
}

function show(entry: Dirent, folder: string): string {
  if (entry.isDirectory()) return `${entry.name}/`;
  return entry.isSymbolicLink()
    ? `${entry.name} -> ${readlinkSync(path.join(folder, entry.name))}`
    : entry.name;
}
