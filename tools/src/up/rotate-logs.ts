import { copyFileSync, readdirSync, statSync, truncateSync } from "node:fs";
import path from "node:path";

const maxBytes = 10 * 1024 * 1024;

/**
 * Keeps every log of the directory below some 20 MB: its text moves to `<name>.1`, the file is emptied. The writers
 * append and need not know. A line written in between is lost; the log is for people, the events are in the database.
 */
export function rotateLogs(directory: string): void {
  for (const name of readdirSync(directory)) {
    const file = path.join(directory, name);
    if (!name.endsWith(".log") || statSync(file).size < maxBytes) continue;
    copyFileSync(file, `${file}.1`);
    truncateSync(file);
  }
}
