import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { StartError } from "#start-error.ts";

/**
 * Who the server runs as. PostgreSQL refuses to run as root, so root needs somebody else:
 * another user of the machine, or (where that user cannot reach the directory, as under a 0700 home)
 * a user namespace in which root merely looks like somebody else.
 */
export type PostgresAccount =
  | { readonly kind: "self" }
  | { readonly kind: "user"; readonly uid: number; readonly gid: number }
  | { readonly kind: "namespace" };

export type Command = {
  readonly file: string;
  readonly args: readonly string[];
  readonly identity: { uid?: number; gid?: number };
};

/**
 * Decides for a directory that exists: whoever is chosen can reach it, and is to own it.
 * One that already belongs to somebody else than root stays theirs.
 * @throws StartError when root can find no way to be somebody else.
 */
export function choosePostgresAccount(directory: string, postgres: string): PostgresAccount {
  if (process.getuid?.() !== 0) return { kind: "self" };
  const owner = statSync(directory);
  const users = owner.uid === 0 ? usersToTry() : [{ uid: owner.uid, gid: owner.gid }];
  for (const { uid, gid } of users) {
    const account = { kind: "user", uid, gid } as const;
    if (canEnter(account, path.dirname(directory)) && canRun(account, postgres)) return account;
  }
  const namespace = { kind: "namespace" } as const;
  if (owner.uid === 0 && canRun(namespace, postgres)) return namespace;
  throw new StartError(
    `PostgreSQL cannot run as root, and no other user can reach ${directory}: start Slipway as an ordinary user, put SLIPWAY_DATA_DIR and the clone where others may enter, or set DATABASE_URL.`,
  );
}

/** How to run a program as that account. */
export function asAccount(account: PostgresAccount, file: string, args: readonly string[]): Command {
  switch (account.kind) {
    case "self":
      return { file, args, identity: {} };
    case "user":
      return { file, args, identity: { uid: account.uid, gid: account.gid } };
    case "namespace":
      return {
        file: "unshare",
        args: ["--user", "--map-user=1000", "--map-group=1000", "--", file, ...args],
        identity: {},
      };
  }
}

/** `postgres` where the machine has one, else `nobody`: both by number, for nothing else of them is needed. */
function usersToTry(): { uid: number; gid: number }[] {
  const entries = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  return ["postgres", "nobody"].flatMap((name) => {
    const entry = entries.find(([user]) => user === name);
    return entry ? [{ uid: Number(entry[2]), gid: Number(entry[3]) }] : [];
  });
}

function canEnter(account: PostgresAccount, directory: string): boolean {
  return succeeds(asAccount(account, "/bin/sh", ["-c", 'cd "$1"', "sh", directory]));
}

function canRun(account: PostgresAccount, postgres: string): boolean {
  return succeeds(asAccount(account, postgres, ["--version"]));
}

function succeeds({ file, args, identity }: Command): boolean {
  return spawnSync(file, args, { ...identity, cwd: "/", stdio: "ignore" }).status === 0;
}
