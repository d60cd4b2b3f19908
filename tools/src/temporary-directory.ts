import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A new directory that others may pass through, as the database's own account has to when root starts it. */
export function temporaryDirectory(purpose: string): string {
  const directory = mkdtempSync(path.join(tmpdir(), `slipway-${purpose}-`));
  chmodSync(directory, 0o711);
  return directory;
}
