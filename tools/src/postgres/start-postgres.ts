import { chownSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { clusterPassword } from "#postgres/cluster-password.ts";
import { ensureDatabase } from "#postgres/ensure-database.ts";
import { initialiseCluster } from "#postgres/initialise-cluster.ts";
import { choosePostgresAccount } from "#postgres/postgres-account.ts";
import { postgresBinaries } from "#postgres/postgres-binaries.ts";
import { type Durability, postgresSettings } from "#postgres/postgres-settings.ts";
import { type ServerCommand, serverPid, spawnServer, stopServer } from "#postgres/server-process.ts";
import { socketDirectory } from "#postgres/socket-directory.ts";
import { StartError } from "#start-error.ts";

export type StartPostgres = {
  /** Everything of the server is in here: data, socket, passwords. Absolute. */
  readonly directory: string;
  readonly logFile: string;
  readonly durability?: Durability;
};

export type RunningPostgres = {
  /** For the role `slipway`, which owns the database `slipway` and may create databases. */
  readonly url: string;
  /** Whether it already ran, left by a launcher that was killed. */
  readonly reused: boolean;
  readonly pid: number;
  isAlive(): boolean;
  /** Resolves when the process is gone. */
  stop(): Promise<void>;
};

/** What a killed server left behind can stay for some seconds. */
const startTimeoutMs = 20_000;

/**
 * Starts the embedded PostgreSQL of a directory, made at the first time, or takes over the one that runs.
 * It listens on a Unix socket only: any user of the machine could reach a port.
 * @throws StartError with what to do when the machine stands in the way.
 */
export async function startPostgres(options: StartPostgres): Promise<RunningPostgres> {
  const { directory, logFile, durability = "durable" } = options;
  const { initdb, postgres } = await postgresBinaries();
  makeDirectory(directory);
  mkdirSync(path.dirname(logFile), { recursive: true, mode: 0o700 });
  const account = choosePostgresAccount(directory, postgres);
  if (account.kind === "user") openTo(directory, account);
  const password = clusterPassword(path.join(directory, "superuser-password"));
  const data = initialiseCluster({ directory, initdb, account, password });
  const socket = socketDirectory(directory, account);
  const administrator = { host: socket, port: 5432, user: "postgres", password, database: "postgres" };
  const settings = postgresSettings(socket, durability);
  const reused = await startUnlessRunning({ data, postgres, account, settings, logFile }, administrator);
  const ownPassword = clusterPassword(path.join(directory, "password"));
  await ensureDatabase(administrator, { name: "slipway", password: ownPassword });
  const pid = serverPid(data);
  if (pid === undefined) throw new Error(`PostgreSQL ended right after its start: see ${logFile}.`);
  return {
    url: `postgresql://slipway:${ownPassword}@localhost/slipway?host=${encodeURIComponent(socket)}`,
    reused,
    pid,
    isAlive: () => serverPid(data) === pid,
    stop: () => stopServer(data),
  };
}

function makeDirectory(directory: string): void {
  mkdirSync(path.dirname(directory), { recursive: true, mode: 0o711 });
  if (!existsSync(directory)) mkdirSync(directory, { mode: 0o700 });
}

/** The passwords in it stay root's: the server never reads them. */
function openTo(directory: string, { uid, gid }: { uid: number; gid: number }): void {
  chownSync(directory, uid, gid);
}

/** Returns whether it already ran. */
async function startUnlessRunning(command: ServerCommand, administrator: pg.ClientConfig): Promise<boolean> {
  if (serverPid(command.data) !== undefined && (await isServing(command.data, administrator))) return true;
  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline) {
    const child = spawnServer(command);
    const ended = new Promise<"ended">((resolve) =>
      child.once("exit", () => resolve("ended")).once("error", () => resolve("ended")),
    );
    if ((await Promise.race([ended, served(command.data, administrator, deadline)])) === "served")
      return false;
    if (!isOldServerEnding(command.logFile)) break;
    await delay(100);
  }
  throw startFailure(command.logFile);
}

async function served(
  data: string,
  administrator: pg.ClientConfig,
  deadline: number,
): Promise<"served" | "late"> {
  while (Date.now() < deadline) {
    if (await isServing(data, administrator)) return "served";
    await delay(20);
  }
  return "late";
}

/** Whether the server behind the socket answers and is the one of this data directory. */
async function isServing(data: string, administrator: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client(administrator);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("show data_directory");
    return rows[0]?.data_directory === data;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A server that was just killed: its lock is still there, or a process that served a connection. */
function isOldServerEnding(logFile: string): boolean {
  return /lock file .* already exists|pre-existing shared memory block/.test(lastLines(logFile));
}

function startFailure(logFile: string): Error {
  const log = lastLines(logFile);
  if (/No space left on device/.test(log)) {
    return new StartError("The disk is full, so the database cannot start: make room and start again.");
  }
  return new Error(`PostgreSQL did not start: see ${logFile}.\n${log}`);
}

function lastLines(logFile: string): string {
  return readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-5).join("\n");
}
