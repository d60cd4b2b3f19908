import { afterAll, beforeAll, expect, it } from "vitest";
import type { Db } from "#db.ts";
import { noteEndedRuns } from "#history/note-ended-runs.ts";
import { removeIdleSessions, sweepRetention } from "#retention/remove-idle-sessions.ts";
import { actAsRunner } from "#testing/act-as-runner.ts";
import { type GivenApp, givenApp } from "#testing/given-app.ts";
import { sendMessage, testDb } from "#testing/send-message.ts";
import { type TestDatabase, testDatabase } from "#testing/test-database.ts";

const now = new Date();
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const never = new AbortController().signal;
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

async function tablesOf(projectId: string): Promise<Record<string, number>> {
  const { rows } = await db.pool.query<{ name: string }>(
    `select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_name)
     where c.column_name = 'project_id' and t.table_schema = 'public' and t.table_type = 'BASE TABLE'`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of rows) {
    const counted = await db.pool.query(`select count(*)::int as n from "${name}" where project_id = $1`, [
      projectId,
    ]);
    if (counted.rows[0].n > 0) counts[name] = counted.rows[0].n;
  }
  return counts;
}

/** A session with a run that ended so long ago. */
async function givenSession(given: GivenApp, days: number, traceId?: string) {
  const at = daysAgo(days);
  const sent = await sendMessage(db, given, { message: `Said ${days} days ago`, now: at });
  const runner = await actAsRunner(db);
  const { lease } = await runner.claimOne();
  await runner.finish(lease, { now: at });
  if (traceId) {
    await db.pool.query("alter table run disable trigger user");
    await db.pool.query("update run set trace_id = $2 where id = $1", [sent.runId, traceId]);
    await db.pool.query("alter table run enable trigger user");
  }
  await db.pool.query(
    `insert into span (project_id, trace_id, span_id, name, kind, start_time, end_time, status_code, attributes)
     select project_id, trace_id, id, 'chat', 'internal', now(), now(), 'ok', '{}' from run where id = $1`,
    [sent.runId],
  );
  await db.pool.query(
    `insert into feedback (project_id, run_id, author, session_id, rating) values ($1, $2, 'usr_1', $3, 'up')`,
    [given.projectId, sent.runId, sent.sessionId],
  );
  return sent;
}

it("C62 removes idle sessions with all that is theirs, and nothing else", async () => {
  const given = await givenApp(db.pool);
  const untouched = await tablesOf(given.projectId);
  const old = await givenSession(given, 40);
  await noteEndedRuns(db.pool);
  await givenSession(given, 39);
  const before = await tablesOf(given.projectId);
  expect(Object.keys(before)).toEqual(
    expect.arrayContaining([
      "session",
      "session_event",
      "run",
      "span",
      "run_fact",
      "run_text",
      "run_due",
      "feedback",
    ]),
  );
  const options = { projectId: given.projectId, idleSince: daysAgo(30), signal: never };
  expect(await removeIdleSessions(db, options)).toBe(2);
  expect(await tablesOf(given.projectId)).toEqual(untouched);
  expect(old.runId).toMatch(/^run_/);
});

it("C62 keeps what is used: young, busy, queued, held, and spans that another run's trace needs", async () => {
  const given = await givenApp(db.pool);
  const trace = "a".repeat(32);
  await givenSession(given, 50, trace);
  const young = await givenSession(given, 10, trace);
  const held = await givenSession(given, 45);
  const queued = await sendMessage(db, given, { message: "Never started", now: daysAgo(60) });
  await noteEndedRuns(db.pool);
  const client = await db.pool.connect();
  await client.query("begin");
  await client.query("select from session where id = $1 for update", [held.sessionId]);
  const options = { projectId: given.projectId, idleSince: daysAgo(30), signal: never };
  expect(await removeIdleSessions(db, options)).toBe(1);
  await client.query("rollback");
  client.release();
  const left = await db.pool.query("select id from session where project_id = $1 order by id", [
    given.projectId,
  ]);
  expect(left.rows.map(({ id }) => id)).toEqual([queued.sessionId, held.sessionId, young.sessionId]);
  const spans = await db.pool.query("select span_id from span where trace_id = $1", [trace]);
  expect(spans.rows).toHaveLength(2);
});

it("goes through projects by their own number of days, in slices", async () => {
  const [keeps, forgets] = [await givenApp(db.pool), await givenApp(db.pool)];
  await db.pool.query("delete from run where status = 'queued'");
  await db.pool.query("update project set retention_days = 7 where id = $1", [forgets.projectId]);
  await db.pool.query(
    `insert into session (project_id, id, app_id, title, created_at, updated_at)
     select p, 'ses_0' || lpad(n::text, 25, '0'), 'app_x', '', $3, $3
     from unnest($1::text[]) p, generate_series(1, $2::int) n`,
    [[keeps.projectId, forgets.projectId], 120, daysAgo(8)],
  );
  expect(await sweepRetention(db, now, never)).toBe(120);
  expect((await tablesOf(keeps.projectId)).session).toBe(120);
  expect((await tablesOf(forgets.projectId)).session).toBeUndefined();
});
