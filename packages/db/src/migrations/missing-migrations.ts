import type { Sql } from "#db.ts";
import { expectedMigrations } from "#migrations/expected-migrations.ts";

/** Migrations of this release that the database has not finished. Rejects when it cannot be asked. */
export async function missingMigrations(sql: Sql): Promise<string[]> {
  // Prisma's table is made by the first migration: without it, nothing is applied.
  const { rows: tables } = await sql.query<{ found: string | null }>(
    `select to_regclass('"_prisma_migrations"')::text as found`,
  );
  if (!tables[0]?.found) return [...expectedMigrations];
  const { rows } = await sql.query<{ migration_name: string }>(
    `select migration_name from "_prisma_migrations" where finished_at is not null and rolled_back_at is null`,
  );
  const applied = new Set(rows.map((row) => row.migration_name));
  return expectedMigrations.filter((name) => !applied.has(name));
}
