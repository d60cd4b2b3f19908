import { spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { asAccount, type Command, type PostgresAccount } from "#postgres/postgres-account.ts";
import { StartError } from "#start-error.ts";

const majorVersion = "18";

export type InitialiseCluster = {
  readonly directory: string;
  readonly initdb: string;
  readonly account: PostgresAccount;
  /** Of the superuser `postgres`. */
  readonly password: string;
};

/**
 * Makes the data directory unless it is there, and returns it. It appears under its name only when it is complete,
 * so that a start that was killed half-way leaves nothing in the way of the next.
 * Encoding, collation and messages do not depend on the machine.
 */
export function initialiseCluster({ directory, initdb, account, password }: InitialiseCluster): string {
  const data = path.join(directory, "data");
  if (existsSync(data)) return refuseOtherVersion(data);
  const unfinished = path.join(directory, "unfinished");
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const passwordFile = path.join(unfinished, "password");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account.kind === "user") {
    for (const owned of [unfinished, passwordFile]) chownSync(owned, account.uid, account.gid);
  }
  run(asAccount(account, initdb, initdbArguments(path.join(unfinished, "data"), passwordFile)), directory);
  renameSync(path.join(unfinished, "data"), data);
  rmSync(unfinished, { recursive: true });
  return data;
}

function initdbArguments(data: string, passwordFile: string): string[] {
  return [
    `--pgdata=${data}`,
    "--username=postgres",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--no-instructions",
  ];
}

function run({ file, args, identity }: Command, directory: string): void {
  const { status, stderr, error } = spawnSync(file, args, { ...identity, cwd: "/", encoding: "utf8" });
  if (status === 0) return;
  if (/no space left/i.test(stderr ?? "")) {
    throw new StartError(`The disk is full: make room for the database in ${directory} and start again.`);
  }
  throw new Error(`initdb failed: ${(stderr || error?.message || "").trim()}`);
}

function refuseOtherVersion(data: string): string {
  const version = readFileSync(path.join(data, "PG_VERSION"), "utf8").trim();
  if (version === majorVersion) return data;
  throw new StartError(
    `${data} was made by PostgreSQL ${version} and this Slipway brings ${majorVersion}: dump it with the old version and load it into a new SLIPWAY_DATA_DIR.`,
  );
}
