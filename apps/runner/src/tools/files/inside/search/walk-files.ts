import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type IgnoreRules, noIgnoreRules } from "#tools/files/inside/search/ignore-rules.ts";

export type FoundPath = { readonly relative: string; readonly isFolder: boolean };

/** Entries that a search looks at before it gives up: more is no workspace. */
const mostEntries = 200_000;

/**
 * All files and folders below a folder, by name, without what .gitignore files name, without .git, and without
 * following links. Paths are relative to where the walk begins.
 */
export function* walkFiles(start: string): Generator<FoundPath> {
  const pending = [{ relative: "", rules: noIgnoreRules }];
  let seen = 0;
  for (let folder = pending.pop(); folder; folder = pending.pop()) {
    const full = path.join(start, folder.relative);
    const entries = readFolder(full);
    const rules = withGitignore(folder.rules, folder.relative, full);
    const subfolders: typeof pending = [];
    for (const entry of entries) {
      if (++seen > mostEntries) return;
      const relative = folder.relative + entry.name;
      const isFolder = entry.isDirectory();
      if (entry.name === ".git" || rules.ignores(relative, isFolder)) continue;
      if (isFolder) subfolders.push({ relative: `${relative}/`, rules });
      if (isFolder || entry.isFile()) yield { relative, isFolder };
    }
    pending.push(...subfolders.reverse());
  }
}

function readFolder(full: string) {
  try {
    return readdirSync(full, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return []; // Gone, or closed to us.
  }
}

function withGitignore(rules: IgnoreRules, relative: string, full: string): IgnoreRules {
  try {
    return rules.below(relative, readFileSync(path.join(full, ".gitignore"), "utf8"));
  } catch {
    return rules;
  }
}
