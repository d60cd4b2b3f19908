import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { StartError } from "#start-error.ts";

export type DataDirectory = {
  readonly root: string;
  readonly postgres: string;
  readonly logs: string;
  /** Which processes this directory has, for a start after a launcher that was killed. */
  readonly processes: string;
  readonly secretKey: string;
};

/** Makes the directory. Others may pass through it (the database's own account has to), not look into it. */
export function openDataDirectory(root: string): DataDirectory {
  const logs = path.join(root, "logs");
  try {
    mkdirSync(root, { recursive: true, mode: 0o711 });
    mkdirSync(logs, { recursive: true, mode: 0o700 });
    writeFileSync(path.join(root, ".gitignore"), "*\n");
  } catch (error) {
    throw unwritable(root, error);
  }
  return {
    root,
    logs,
    postgres: path.join(root, "postgres"),
    processes: path.join(root, "processes.json"),
    secretKey: path.join(root, "secret-key"),
  };
}

/** The key that encrypts stored secrets, made up at the first start. Losing this file loses those secrets. */
export function storedSecretKey(file: string): string {
  if (!existsSync(file))
    writeFileSync(file, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  return readFileSync(file, "utf8").trim();
}

function unwritable(root: string, error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "ENOSPC":
      return new StartError(`The disk is full: make room for ${root} and start again.`, { cause: error });
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return new StartError(`${root} cannot be written: set SLIPWAY_DATA_DIR to a directory of yours.`, {
        cause: error,
      });
    default:
      return error;
  }
}
