import { createHash } from "node:crypto";
import { chownSync, lstatSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { PostgresAccount } from "#postgres/postgres-account.ts";
import { StartError } from "#start-error.ts";

/** The kernel's limit for the path of a socket, less the zero at its end. */
const maxSocketPathBytes = process.platform === "darwin" ? 103 : 107;
const socketFile = ".s.PGSQL.5432";

/**
 * Where the server listens: beside its data, or, where that path is too long for a socket,
 * in a short directory of the temporary folder whose name follows from the long one.
 * Only the server's account (and root) may enter it.
 */
export function socketDirectory(directory: string, account: PostgresAccount): string {
  const beside = path.join(directory, "socket");
  const fits = Buffer.byteLength(path.join(beside, socketFile)) <= maxSocketPathBytes;
  const chosen = fits ? beside : path.join(tmpdir(), `slipway-${fingerprint(directory)}`);
  mkdirSync(chosen, { recursive: true, mode: 0o700 });
  if (account.kind === "user") chownIfOurs(chosen, account);
  refuseForeign(chosen, account);
  return chosen;
}

function fingerprint(directory: string): string {
  return createHash("sha256").update(directory).digest("hex").slice(0, 16);
}

function chownIfOurs(directory: string, { uid, gid }: PostgresAccount & { kind: "user" }): void {
  if (lstatSync(directory).uid === process.getuid?.()) chownSync(directory, uid, gid);
}

/** The temporary folder is everybody's: whoever made this directory first could read what goes through it. */
function refuseForeign(directory: string, account: PostgresAccount): void {
  const found = lstatSync(directory);
  const owner = account.kind === "user" ? account.uid : process.getuid?.();
  if (!found.isDirectory() || found.uid !== owner || (found.mode & 0o077) !== 0) {
    throw new StartError(`${directory} belongs to somebody else or is open to others: remove it.`);
  }
}
