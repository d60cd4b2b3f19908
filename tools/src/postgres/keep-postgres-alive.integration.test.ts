import { rmSync } from "node:fs";
import path from "node:path";
import { connectionConfig } from "@slipway/db/connection-config";
import pg from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { keepPostgresAlive } from "#postgres/keep-postgres-alive.ts";
import { temporaryDirectory } from "#temporary-directory.ts";

let home: string;

beforeEach(() => {
  home = temporaryDirectory("postgres");
});

afterEach(() => rmSync(home, { recursive: true }));

it("starts a server again that was killed under open connections, and stops the one that runs last", async () => {
  const restarted = Promise.withResolvers<number>();
  const server = await keepPostgresAlive({
    directory: path.join(home, "postgres"),
    logFile: path.join(home, "log"),
    onCrash: () => undefined,
    onRestart: restarted.resolve,
  });
  const client = new pg.Client(connectionConfig(server.url));
  client.on("error", () => undefined);
  await client.connect();
  await client.query("create table note (text text)");

  process.kill(server.pid, "SIGKILL");
  const pid = await restarted.promise;
  expect(pid).not.toBe(server.pid);
  const again = new pg.Client(connectionConfig(server.url));
  await again.connect();
  expect((await again.query("select * from note")).rows).toEqual([]);
  await Promise.allSettled([client.end(), again.end()]);

  await server.stop();
  expect(() => process.kill(pid, 0)).toThrow("ESRCH");
});
