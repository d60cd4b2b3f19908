import { readdirSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { expect, it } from "vitest";
import { connectionConfig } from "#connection-config.ts";
import { testDatabase } from "#testing/test-database.ts";

const migrations = readdirSync(path.resolve(import.meta.dirname, "../../../../prisma/migrations")).filter(
  (name) => /^\d/.test(name),
);

it("is migrated by Prisma up to the last migration", async () => {
  await using database = await testDatabase();
  const { rows } = await database.pool.query<{ migration_name: string }>(
    `select migration_name from "_prisma_migrations" where finished_at is not null order by 1`,
  );
  expect(rows.map((row) => row.migration_name)).toEqual(migrations);
});

it("is its own, and gone after it is closed, even while somebody is connected", async () => {
  await using first = await testDatabase();
  const second = await testDatabase();
  await second.pool.query("create table only_here ()");
  expect((await first.pool.query("select to_regclass('only_here') as found")).rows).toEqual([
    { found: null },
  ]);
  const visitor = new pg.Client(connectionConfig(second.url));
  visitor.on("error", () => undefined);
  await visitor.connect();
  await second.close();
  const { rows } = await first.pool.query("select from pg_database where datname = $1", [
    connectionConfig(second.url).database,
  ]);
  expect(rows).toEqual([]);
});
