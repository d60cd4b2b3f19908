import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { connectionConfig } from "@slipway/db/connection-config";
import pg from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type RunningPostgres, startPostgres } from "#postgres/start-postgres.ts";
import { StartError } from "#start-error.ts";
import { temporaryDirectory } from "#temporary-directory.ts";

let home: string;
const started: RunningPostgres[] = [];

beforeEach(() => {
  home = temporaryDirectory("postgres");
});

afterEach(async () => {
  for (const server of started.splice(0)) await server.stop();
  rmSync(home, { recursive: true });
});

async function start(folder = "postgres"): Promise<RunningPostgres> {
  const server = await startPostgres({ directory: path.join(home, folder), logFile: path.join(home, "log") });
  started.push(server);
  return server;
}

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client(connectionConfig(url));
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

it("starts, keeps what was written over a stop, and leaves no process", async () => {
  const first = await start();
  await query(first.url, "create table note (text text)");
  await query(first.url, "insert into note values ('kept')");
  await first.stop();
  expect(() => process.kill(first.pid, 0)).toThrow("ESRCH");
  const second = await start();
  expect(second.reused).toBe(false);
  expect(await query(second.url, "select * from note")).toEqual([{ text: "kept" }]);
});

it("is the same server for a second launcher, and can be stopped by it", async () => {
  const first = await start();
  const second = await start();
  expect(second).toMatchObject({ reused: true, pid: first.pid, url: first.url });
  await second.stop();
  expect(() => process.kill(first.pid, 0)).toThrow("ESRCH");
});

it("makes the folder of its log too", async () => {
  const directory = path.join(home, "new", "postgres");
  const server = await startPostgres({ directory, logFile: path.join(home, "new", "logs", "postgres.log") });
  started.push(server);
  expect(await query(server.url, "select 1 as one")).toEqual([{ one: 1 }]);
});

it("recovers after the server was killed", async () => {
  const first = await start();
  await query(first.url, "create table note ()");
  process.kill(first.pid, "SIGKILL");
  const second = await start();
  expect(second.pid).not.toBe(first.pid);
  expect(await query(second.url, "select count(*)::int from note")).toEqual([{ count: 0 }]);
});

it("listens on no port, asks for the password and gives no superuser away", async () => {
  const { url } = await start();
  expect(await query(url, "show listen_addresses")).toEqual([{ listen_addresses: "" }]);
  expect(await query(url, "select rolsuper from pg_roles where rolname = current_user")).toEqual([
    { rolsuper: false },
  ]);
  await expect(query(url.replace(/:[^:@]+@/, ":wrong@"), "select 1")).rejects.toThrow(
    "password authentication",
  );
  const folder = path.join(home, "postgres");
  for (const file of ["password", "superuser-password"]) {
    expect(statSync(path.join(folder, file)).mode & 0o777).toBe(0o600);
  }
  expect(statSync(path.join(folder, "data")).mode & 0o777).toBe(0o700);
});

it("sorts and compares the same on every machine", async () => {
  const { url } = await start();
  expect(
    await query(
      url,
      "select datlocprovider, datlocale, pg_encoding_to_char(encoding) as encoding from pg_database where datname = current_database()",
    ),
  ).toEqual([{ datlocprovider: "b", datlocale: "C.UTF-8", encoding: "UTF8" }]);
});

it("works where the path is too long for a socket", async () => {
  const { url } = await start("a".repeat(100));
  expect(await query(url, "select 1 as one")).toEqual([{ one: 1 }]);
  const socket = connectionConfig(url).host ?? "";
  expect(Buffer.byteLength(socket)).toBeLessThan(90);
  expect(statSync(socket).mode & 0o777).toBe(0o700);
  rmSync(socket, { recursive: true });
});

it("works under a home that nobody else may enter, or says what to do", async () => {
  chmodSync(home, 0o700);
  const outcome = await start().catch((error: unknown) => error);
  if (outcome instanceof Error) {
    expect(outcome).toBeInstanceOf(StartError);
    expect(outcome.message).toContain("start Slipway as an ordinary user");
  } else {
    expect(await query(started[0]?.url ?? "", "select 1 as one")).toEqual([{ one: 1 }]);
  }
});

it("finishes what a start that was killed left half done", async () => {
  const first = await start();
  await first.stop();
  const folder = path.join(home, "postgres");
  rmSync(path.join(folder, "data"), { recursive: true });

  mkdirSync(path.join(folder, "unfinished", "data"), { recursive: true });
  writeFileSync(path.join(folder, "unfinished", "data", "PG_VERSION"), "18\n");
  const second = await start();
  expect(await query(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
  expect(readdirSync(folder)).not.toContain("unfinished");
});
