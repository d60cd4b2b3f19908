import { afterAll, beforeAll, expect, it } from "vitest";
import { openDb } from "#db.ts";
import { actAsRunner } from "#testing/act-as-runner.ts";
import { givenApp } from "#testing/given-app.ts";
import { sendMessage } from "#testing/send-message.ts";
import { type TestDatabase, testDatabase } from "#testing/test-database.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** What the database has read of a table's rows and of its indexes' entries, by all connections that have ended. */
async function readOf(table: string): Promise<number> {
  const { rows } = await database.pool.query<{ read: number }>(
    `select (t.seq_tup_read + (select sum(idx_tup_read) from pg_stat_user_indexes where relname = $1))::int as read
     from pg_stat_user_tables t where relname = $1`,
    [table],
  );
  return rows[0]?.read ?? 0;
}

it("finds a run and a session by their keys from the first one on, before anybody has analyzed the tables", async () => {
  const runs = 100;
  const db = openDb({
    url: database.url,
    maxConnections: 1,
    applicationName: "test",
    onConnectionError: () => undefined,
    plansOnce: true,
  });
  const app = await givenApp(db.pool);
  const runner = await actAsRunner(db);
  for (let run = 0; run < runs; run += 1) {
    await sendMessage(db, app);
    const { lease } = await runner.claimOne();
    await runner.append(lease, [{ type: "turn.started", turn: 1, model: "demo/demo", messageId: "message" }]);
    await runner.finish(lease);
  }
  await db.close();
  // Dead versions of rows are read too. What grew with the number of runs would be some thousands.
  await expect.poll(async () => (await readOf("run")) > runs).toBe(true);
  expect((await readOf("run")) / runs).toBeLessThan(40);
  expect((await readOf("session")) / runs).toBeLessThan(20);
}, 60_000);
