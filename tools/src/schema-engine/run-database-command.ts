import { connectionConfig, withDatabase } from "@slipway/db/connection-config";
import pg from "pg";
import { KnownError } from "#schema-engine/user-facing-error.ts";

/** The verbs of `schema-engine cli`. */
export async function runDatabaseCommand(command: string, url: string): Promise<void> {
  switch (command) {
    case "can-connect-to-database":
      return await checkConnection(url);
    case "create-database":
      await createDatabase(url);
      return;
    case "drop-database":
      return await dropDatabase(url, connectionConfig(url).database);
    default:
      throw new Error(`The schema engine knows no command ${command}.`);
  }
}

export async function checkConnection(url: string): Promise<void> {
  await withClient(url, (client) => client.query("select 1"));
}

export async function databaseExists(url: string): Promise<boolean> {
  const name = connectionConfig(url).database;
  return await withAdministrator(url, async (client) => {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    return rowCount === 1;
  });
}

/** Returns the name of the database that now exists. */
export async function createDatabase(url: string): Promise<string> {
  const name = connectionConfig(url).database;
  if (await databaseExists(url)) throw new KnownError("P1009", `Database \`${name}\` already exists`);
  await withAdministrator(url, (client) => client.query(`create database ${client.escapeIdentifier(name)}`));
  return name;
}

/** Also when somebody is still connected to it. */
export async function dropDatabase(url: string, name: string): Promise<void> {
  await withAdministrator(url, (client) =>
    client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`),
  );
}

/** From a database that every server has, since the one of the URL may not exist. */
function withAdministrator<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  return withClient(withDatabase(url, "postgres"), work);
}

async function withClient<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client(connectionConfig(url));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
