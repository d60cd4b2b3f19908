import { afterEach, beforeEach, expect, it } from "vitest";
import { type Db, openDb } from "#db.ts";
import { readHandedRuns } from "#runs/hand-over.ts";
import { actAsRunner } from "#testing/act-as-runner.ts";
import { givenApp } from "#testing/given-app.ts";
import { sendMessage } from "#testing/send-message.ts";
import { type TestDatabase, testDatabase } from "#testing/test-database.ts";

let database: TestDatabase;

beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.close());

/** So many runs of the project were there already: a plan that reads all of them, or all sessions, stands out by far. */
const others = 4_000;

/** Ended runs with their sessions, like the one of a session: rows that are alive and never change. */
async function givenOthers(sessionId: string): Promise<void> {
  await database.pool.query(`
    insert into session (project_id, id, app_id, title, last_seq)
      select project_id, id || '_' || n, app_id, title, last_seq
      from session cross join generate_series(1, ${others}) n where id = '${sessionId}';
    insert into run
      select (jsonb_populate_record(run, jsonb_build_object('id', id || '_' || n, 'session_id', session_id || '_' || n))).*
      from run cross join generate_series(1, ${others}) n where session_id = '${sessionId}';
  `);
}

/** What the database has read of a table's rows and of its indexes' entries, by these connections and earlier ones. */
async function readOf(table: string, pools: readonly Db["pool"][]): Promise<number> {
  // A connection tells what it has counted once a second, unless it is asked.
  for (const pool of pools) await pool.query("select pg_stat_force_next_flush()");
  const { rows } = await database.pool.query<{ read: number }>(
    `select (t.seq_tup_read + (select sum(idx_tup_read) from pg_stat_user_indexes where relname = $1))::int as read
     from pg_stat_user_tables t where relname = $1`,
    [table],
  );
  return rows[0]?.read ?? 0;
}

it.each([
  { way: "claimed", isAwaited: false },
  { way: "handed over", isAwaited: true },
])(
  "finds a run that is $way and its session by their keys from the first one on, before anybody has analyzed the tables",
  async ({ isAwaited }) => {
    const runs = 5;
    // Ended runs are put in later. Were the guard switched off only then, all plans would be made anew.
    await database.pool.query("alter table run disable trigger guard_run_status");
    const db = openDb({
      url: database.url,
      maxConnections: 1,
      applicationName: "test",
      onConnectionError: () => undefined,
      plansOnce: true,
    });
    const app = await givenApp(db.pool);
    const runner = await actAsRunner(db, { projectLimit: 400 });
    async function begin(runId: string) {
      if (!isAwaited) return await runner.claimOne();
      const [handed] = await readHandedRuns(db.pool, { runnerId: runner.id, runIds: [runId] });
      return handed ?? expect.unreachable();
    }
    async function oneRun(): Promise<string> {
      await runner.beat();
      const { sessionId, runId } = await sendMessage(db, app, { isAwaited });
      const { lease } = await begin(runId);
      await runner.append(lease, [
        { type: "turn.started", turn: 1, model: "demo/demo", messageId: "message" },
      ]);
      await runner.finish(lease);
      return sessionId;
    }
    const readNow = async () => ({
      runs: await readOf("run", [db.pool, database.pool]),
      sessions: await readOf("session", [db.pool, database.pool]),
    });
    // The plans are made while the tables are as good as empty, and kept from then on.
    const firstId = await oneRun();
    await givenOthers(firstId);
    const before = await readNow();
    for (let run = 0; run < runs; run += 1) await oneRun();
    const after = await readNow();
    await db.close();
    // A run's own few rows and their dead versions are read again and again: some dozens, and never some thousands.
    const readPerRun = (after.runs - before.runs) / runs;
    expect(readPerRun).toBeGreaterThan(0);
    expect(readPerRun).toBeLessThan(others / 8);
    expect((after.sessions - before.sessions) / runs).toBeLessThan(others / 8);
  },
  60_000,
);
