import { setTimeout as delay } from "node:timers/promises";
import { connectAsSuperuser } from "#slipway/database.ts";

/** What the database was made to do. */
export type DatabaseCounts = {
  readonly statements: number;
  /** Of transactions that wrote. */
  readonly commits: number;
  /** Inserted, updated or deleted. */
  readonly rows: number;
  readonly walBytes: number;
  readonly notifications: number;
};

export type StatementCount = { readonly query: string; readonly calls: number; readonly ms: number };

export type DatabaseCounter = AsyncDisposable & {
  /** What `work` adds to what the database does anyway, each second, while nobody asks for anything. */
  during(work: () => Promise<void>): Promise<DatabaseCounts>;
  /** The statements of all such work so far, with those that took longest first. */
  slowest(limit: number): Promise<StatementCount[]>;
};

const idleMs = 10_000;
const channels = ["slipway_events", "slipway_runs", "slipway_queue", "slipway_cancel"];

type Snapshot = {
  readonly atMs: number;
  readonly statements: number;
  readonly notifications: number;
  /** How far the write-ahead log has come. */
  readonly lsn: string;
};

/**
 * Counts what happens in the database of a Slipway whose statements are counted. Commits and rows are read from the
 * write-ahead log itself: the server's statistics tell them up to ten seconds late.
 */
export async function openDatabaseCounter(dataDirectory: string): Promise<DatabaseCounter> {
  const client = await connectAsSuperuser(dataDirectory, "postgres");
  const listener = await connectAsSuperuser(dataDirectory, "slipway");
  let notifications = 0;
  listener.on("notification", () => {
    notifications += 1;
  });
  await listener.query(channels.map((channel) => `listen ${channel}`).join("; "));

  async function snapshot(): Promise<Snapshot> {
    const { rows } = await client.query<{ statements: number; lsn: string }>(
      `select coalesce(sum(calls), 0)::float8 as statements, pg_current_wal_flush_lsn()::text as lsn
       from pg_stat_statements s join pg_database d on d.oid = s.dbid where d.datname = 'slipway'`,
    );
    const [row] = rows;
    if (!row) throw new Error("There are no statistics of the database");
    return { ...row, notifications, atMs: performance.now() };
  }

  async function measure(work: () => Promise<void>): Promise<Span> {
    const before = await snapshot();
    await work();
    await delay(afterworkMs);
    const after = await snapshot();
    const { rows } = await client.query<{ commits: number; rows: number; walBytes: number }>(walStatement, [
      before.lsn,
      after.lsn,
    ]);
    const [written] = rows;
    if (!written) throw new Error("The write-ahead log could not be read");
    return {
      ...written,
      ms: after.atMs - before.atMs,
      statements: after.statements - before.statements,
      notifications: after.notifications - before.notifications,
    };
  }

  const idle = await measure(() => delay(idleMs));
  await client.query("select pg_stat_statements_reset()");

  return {
    during: async (work) => {
      const span = await measure(work);
      const more = (key: keyof DatabaseCounts) => span[key] - (idle[key] / idle.ms) * span.ms;
      return {
        statements: more("statements"),
        commits: more("commits"),
        rows: more("rows"),
        walBytes: more("walBytes"),
        notifications: more("notifications"),
      };
    },
    slowest: async (limit) => {
      const { rows } = await client.query<StatementCount>(
        `select regexp_replace(query, '\\s+', ' ', 'g') as query, calls::float8, total_exec_time as ms
         from pg_stat_statements s join pg_database d on d.oid = s.dbid
         where d.datname = 'slipway' order by total_exec_time desc limit $1`,
        [limit],
      );
      return rows;
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([client.end(), listener.end()]);
    },
  };
}

/** Spans are stored up to half a second after the runs that they tell of. */
const afterworkMs = 1_000;

type Span = DatabaseCounts & { readonly ms: number };

const walStatement = `select
   coalesce(sum(count) filter (where "resource_manager/record_type" = 'Transaction/COMMIT'), 0)::float8 as commits,
   coalesce(sum(count) filter (where "resource_manager/record_type" in
     ('Heap/INSERT', 'Heap/UPDATE', 'Heap/HOT_UPDATE', 'Heap/DELETE',
      'Heap/INSERT+INIT', 'Heap/UPDATE+INIT', 'Heap/HOT_UPDATE+INIT')), 0)::float8 as rows,
   coalesce(sum(combined_size), 0)::float8 as "walBytes"
 from pg_get_wal_stats($1::pg_lsn, $2::pg_lsn, true)`;
