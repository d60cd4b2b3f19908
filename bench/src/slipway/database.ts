import { readFileSync } from "node:fs";
import path from "node:path";
import { connectionConfig } from "@slipway/db/connection-config";
import { startPostgres } from "@slipway/tools/postgres/start-postgres";
import pg from "pg";

/** Where the launcher keeps the embedded database of a data directory. */
function serverOf(dataDirectory: string) {
  const directory = path.join(dataDirectory, "postgres");
  return { directory, logFile: path.join(dataDirectory, "postgres.log") };
}

/**
 * A connection as superuser to a database of the server that Slipway runs on. Statistics are read from `postgres`, so
 * that reading them does not count.
 */
export async function connectAsSuperuser(
  dataDirectory: string,
  database: "postgres" | "slipway",
): Promise<pg.Client> {
  const { directory, logFile } = serverOf(dataDirectory);
  const { url } = await startPostgres({ directory, logFile });
  const password = readFileSync(path.join(directory, "superuser-password"), "utf8").trim();
  const client = new pg.Client({ ...connectionConfig(url), database, user: "postgres", password });
  await client.connect();
  return client;
}

/**
 * Makes the database of a data directory count its statements from the next start on, or no longer. Counting costs a
 * few per cent, so it is on only where counts are what is asked for.
 */
export async function setStatementCounting(dataDirectory: string, isOn: boolean): Promise<void> {
  const server = await startPostgres(serverOf(dataDirectory));
  try {
    const client = await connectAsSuperuser(dataDirectory, "postgres");
    try {
      for (const extension of isOn ? ["pg_stat_statements", "pg_walinspect"] : [])
        await client.query(`create extension if not exists ${extension}`);
      const change = isOn
        ? "set shared_preload_libraries = 'pg_stat_statements'"
        : "reset shared_preload_libraries";
      await client.query(`alter system ${change}`);
    } finally {
      await client.end();
    }
  } finally {
    await server.stop();
  }
}
