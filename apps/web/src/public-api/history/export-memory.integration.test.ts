import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { actAsRunner } from "@slipway/db/testing/act-as-runner";
import { type GivenApp, givenApp } from "@slipway/db/testing/given-app";
import { sendMessage, testDb } from "@slipway/db/testing/send-message";
import { type TestDatabase, testDatabase } from "@slipway/db/testing/test-database";
import { afterAll, beforeAll, expect, it } from "vitest";

const runs = 6_000;
const answerBytes = 8_192;
/** What a page of 200 runs takes, several times over; all of them would be six times as much. */
const mostGrown = 8_000_000;
let database: TestDatabase;
let given: GivenApp;

beforeAll(async () => {
  database = await testDatabase();
  const db = testDb(database.url);
  given = await givenApp(db.pool);
  const runner = await actAsRunner(db);
  const { runId } = await sendMessage(db, given);
  const { lease } = await runner.claimOne();
  await runner.finish(lease);
  // Ended runs are put in as they are: the guard would have each of them live its life.
  await db.pool.query("alter table run disable trigger guard_run_status");
  await db.pool.query(
    `insert into run select copy.* from run r cross join generate_series(1, $2) n
     cross join lateral jsonb_populate_record(r, jsonb_build_object('id', r.id || '_' || n, 'session_id',
       r.session_id || '_' || n, 'output_text', repeat(md5(n::text), $3))) copy where r.id = $1`,
    [runId, runs - 1, answerBytes / 32],
  );
  await db.pool.query(
    `insert into run_fact (project_id, id, session_id, app_id, app_type, model, status, stop_reason, source, tokens, created_at)
     select project_id, id, session_id, app_id, app_type, model, status, stop_reason, source, 0, created_at from run
     where id <> $1`,
    [runId],
  );
  await db.close();
}, 120_000);
afterAll(() => database.close());

it.each(["csv", "ndjson"])(
  "C62 the export streams %s with flat memory",
  async (format) => {
    const child = path.join(import.meta.dirname, "test/export-all.ts");
    const { stdout } = await promisify(execFile)(process.execPath, [
      "--expose-gc",
      child,
      database.url,
      given.projectId,
      format,
    ]);
    const { bytes, held }: { bytes: number; held: number[] } = JSON.parse(stdout);
    expect(bytes).toBeGreaterThan((runs - 1) * answerBytes);
    const [first = 0, ...later] = held;
    expect(later.length).toBeGreaterThan(2);
    expect(Math.max(...later) - first).toBeLessThan(mostGrown);
  },
  120_000,
);
