import { constants, existsSync, ftruncateSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { FileError } from "#tools/files/inside/file-error.ts";
import { openInside } from "#tools/files/inside/open-inside.ts";
import type { FileAnswer } from "#tools/files/inside/protocol.ts";

/** Replaces a file's content, or makes it and the folders on the way. */
export function writeInside(root: string, relative: string, content: string): FileAnswer {
  const full = path.join(root, relative);
  const isNew = !existsSync(full);
  mkdirSync(path.dirname(full), { recursive: true });
  const bytes = Buffer.from(content);
  replaceContent(root, relative, bytes);
  return { output: `${isNew ? "Made" : "Replaced"} ${relative} (${bytes.length} bytes).` };
}

/** Truncates only once it is known that the file is inside. */
export function replaceContent(root: string, relative: string, bytes: Buffer): void {
  const file = openInside(root, relative, constants.O_WRONLY | constants.O_CREAT);
  try {
    if (!file.stats.isFile()) throw new FileError(`${relative} is no regular file.`);
    ftruncateSync(file.fd, 0);
    writeFileSync(file.fd, bytes);
  } finally {
    file.close();
  }
}
