import { readdirSync } from "node:fs";
import { connectionConfig } from "@slipway/db/connection-config";
import pg from "pg";
import { StartError } from "#start-error.ts";

/**
 * Compares the folder with what Prisma noted in the database, in a few milliseconds: Prisma itself takes a second,
 * also when there is nothing to do.
 * @throws StartError when the database is ahead of this version of Slipway.
 */
export async function pendingMigrations(url: string, folder: string): Promise<string[]> {
  const known = readdirSync(folder).filter((name) => /^\d+_/.test(name));
  const applied = await appliedMigrations(url);
  const unknown = applied.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new StartError(
      `The database was made by a newer Slipway (it has ${unknown.at(-1)}): update this one, or use another database.`,
    );
  }
  return known.filter((name) => !applied.includes(name)).sort();
}

async function appliedMigrations(url: string): Promise<string[]> {
  const client = new pg.Client(connectionConfig(url));
  await client.connect();
  try {
    const table = await client.query<{ name: string | null }>(
      "select to_regclass('_prisma_migrations')::text as name",
    );
    if (!table.rows[0]?.name) return [];
    const { rows } = await client.query<{ name: string }>(
      "select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null",
    );
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}
