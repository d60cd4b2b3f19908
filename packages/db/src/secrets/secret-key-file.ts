import { randomBytes, randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * The secret key of an installation that was given none: made once, kept in `secret-key` of the data directory,
 * readable by its owner only. Several processes may ask at the same moment: all get the same key.
 */
export function readOrCreateSecretKey(dataDirectory: string): string {
  const file = path.join(dataDirectory, "secret-key");
  return readKey(file) ?? createKey(file);
}

function readKey(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    if (isErrno(error, "ENOENT")) return;
    throw error;
  }
}

/** A link fails where a file is already: whoever comes second reads the first one's key, and never half of it. */
function createKey(file: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flag: "wx", flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!isErrno(error, "EEXIST")) throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(file, "utf8").trim();
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
