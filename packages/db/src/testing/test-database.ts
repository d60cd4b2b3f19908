import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { connectionConfig, withDatabase } from "#connection-config.ts";
import type { TestPostgres } from "#testing/test-postgres.ts";

export type TestDatabase = AsyncDisposable & {
  readonly url: string;
  readonly pool: pg.Pool;
  /** Ends the pool and drops the database, whoever else is still connected. */
  close(): Promise<void>;
};

/**
 * A migrated, empty database of its own for a test or a test file (some 30 ms):
 * `await using database = await testDatabase()`, or `close()` it in `afterAll`.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server: TestPostgres = inject("testPostgres");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await asOwner(server.url, `create database ${name} template ${server.template}`);
  const url = withDatabase(server.url, name);
  const pool = new pg.Pool({ ...connectionConfig(url), max: 10 });
  // A test that stops the server breaks idle connections too: that is no failure of the test.
  pool.on("error", () => undefined);
  const close = async () => {
    await pool.end();
    await asOwner(server.url, `drop database if exists ${name} with (force)`);
  };
  return { url, pool, close, [Symbol.asyncDispose]: close };
}

async function asOwner(url: string, sql: string): Promise<void> {
  const client = new pg.Client(connectionConfig(url));
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
