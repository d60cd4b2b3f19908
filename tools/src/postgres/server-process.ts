import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { asAccount, type PostgresAccount } from "#postgres/postgres-account.ts";

export type ServerCommand = {
  readonly data: string;
  readonly postgres: string;
  readonly account: PostgresAccount;
  readonly settings: readonly string[];
  readonly logFile: string;
};

/**
 * Starts the server in a process group of its own: a Ctrl-C in the terminal reaches the launcher only,
 * which ends the server last. It also outlives a launcher that was killed, and the next one finds it.
 */
export function spawnServer({ data, postgres, account, settings, logFile }: ServerCommand): ChildProcess {
  const { file, args, identity } = asAccount(account, postgres, ["-D", data, ...settings]);
  const log = openSync(logFile, "a", 0o600);
  try {
    const child = spawn(file, args, {
      ...identity,
      cwd: "/",
      detached: true,
      env: { LC_ALL: "C", PATH: "/usr/bin:/bin" },
      stdio: ["ignore", log, log],
    });
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

/** The server's process as its lock file names it, whoever started it; `undefined` when it is not alive. */
export function serverPid(data: string): number | undefined {
  try {
    const pid = Number(readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n")[0]);
    return isAlive(pid) ? pid : undefined;
  } catch {
    return;
  }
}

/** Ends the server: connections are closed and everything is written. Resolves when the process is gone. */
export async function stopServer(data: string): Promise<void> {
  const pid = serverPid(data);
  if (pid === undefined) return;
  process.kill(pid, "SIGINT");
  while (isAlive(pid)) await delay(10);
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}
