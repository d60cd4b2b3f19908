import path from "node:path";
import { FileError } from "#tools/files/inside/file-error.ts";
import { isFolderInside } from "#tools/files/inside/open-inside.ts";
import type { FileAnswer, FindTask } from "#tools/files/inside/protocol.ts";
import { globToRegExp } from "#tools/files/inside/search/glob.ts";
import { walkFiles } from "#tools/files/inside/search/walk-files.ts";

/** Files and folders whose path fits a glob. */
export function findFiles(root: string, { path: relative, pattern, limit }: FindTask): FileAnswer {
  if (!isFolderInside(root, relative))
    throw new FileError(`${relative} is a file: find looks into a folder.`);
  const fits = globToRegExp(pattern);
  const found: string[] = [];
  let isCut = false;
  for (const entry of walkFiles(path.join(root, relative))) {
    if (!fits.test(entry.relative)) continue;
    if (found.length === limit) {
      isCut = true;
      break;
    }
    found.push(`${path.join(relative, entry.relative)}${entry.isFolder ? "/" : ""}`);
  }
  if (found.length === 0)
    return { output: `Nothing fits ${pattern} (.git and what .gitignore names are left out).` };
  if (!isCut) return { output: found.join("\n") };
  return {
    output: `${found.join("\n")}\n[The first ${limit}. Narrow the pattern or give a larger limit.]`,
    truncated: true,
  };
}
