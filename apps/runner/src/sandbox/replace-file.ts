import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Writes a file that everybody may read, in one step: another runner may be reading it. */
export function replaceFile(file: string, content: Buffer | string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o755 });
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, content, { mode: 0o644 });
  renameSync(temporary, file);
}
