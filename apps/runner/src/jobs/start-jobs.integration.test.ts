import type { Db } from "@slipway/db/db";
import { testDb } from "@slipway/db/testing/send-message";
import { type TestDatabase, testDatabase } from "@slipway/db/testing/test-database";
import { createDirectoryBlobStore } from "@slipway/files/directory-blob-store";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startJobs } from "#jobs/start-jobs.ts";
import { createLogger } from "#telemetry/logger.ts";
import { until } from "#test/until.ts";

let database: TestDatabase;
let db: Db;

beforeAll(async () => {
  database = await testDatabase();
  db = testDb(database.url);
});

afterAll(async () => {
  await db.close();
  await database.close();
});

it("C14 drops a job with a garbage payload and serves the next", async () => {
  await db.pool.query(
    `insert into setup_link (token_hash, expires_at) values ('old', now() - interval '1 minute'), ('new', now() + interval '1 hour')`,
  );
  const blobs = createDirectoryBlobStore("/nonexistent");
  const jobs = await startJobs({
    db,
    blobs,
    logger: createLogger({ level: "silent", runnerId: "rnr_test" }),
  });
  await jobs.addJob("sweep-expired-access", { nonsense: [1, 2] });
  await jobs.addJob("sweep-expired-access", {});
  await until("both jobs to be done", async () => {
    const { rows } = await db.pool.query("select 1 from graphile_worker.jobs");
    return rows.length === 0;
  });
  const { rows } = await db.pool.query("select token_hash from setup_link");
  expect(rows).toEqual([{ token_hash: "new" }]);
  await jobs.stop();
});
