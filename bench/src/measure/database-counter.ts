import { setTimeout as delay } from "node:timers/promises";
import { connectAsSuperuser } from "#slipway/database.ts";

/** What the database was made to do. */
export type DatabaseCounts = {
  readonly statements: number;
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

/** Connections that fall idle tell their commits and rows after ten seconds at the latest. */
const settleMs = 11_000;
const channels = ["slipway_events", "slipway_runs", "slipway_queue", "slipway_cancel"];

type Snapshot = DatabaseCounts & { readonly atMs: number };

/** Counts what happens in the database of a Slipway whose statements are counted. */
export async function openDatabaseCounter(dataDirectory: string): Promise<DatabaseCounter> {
  const client = await connectAsSuperuser(dataDirectory, "postgres");
  const listener = await connectAsSuperuser(dataDirectory, "slipway");
  let notifications = 0;
  listener.on("notification", () => {
    notifications += 1;
  });
  await listener.query(channels.map((channel) => `listen ${channel}`).join("; "));

  async function snapshot(): Promise<Snapshot> {
    const { rows } = await client.query<Omit<Snapshot, "notifications" | "atMs">>(
      `select (select coalesce(sum(calls), 0)::float8 from pg_stat_statements s where s.dbid = d.datid) as statements,
         xact_commit::float8 as commits, (tup_inserted + tup_updated + tup_deleted)::float8 as rows,
         pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as "walBytes"
       from pg_stat_database d where datname = 'slipway'`,
    );
    const [row] = rows;
    if (!row) throw new Error("There are no statistics of the database");
    return { ...row, notifications, atMs: performance.now() };
  }

  /** Some counts are complete at once, others only after a while. */
  async function measure(work: () => Promise<void>): Promise<{ prompt: Span; settled: Span }> {
    await delay(settleMs);
    const before = await snapshot();
    await work();
    const prompt = between(before, await snapshot());
    await delay(settleMs);
    return { prompt, settled: between(before, await snapshot()) };
  }

  const idle = await measure(() => delay(settleMs));
  const perMs = (span: Span, key: keyof DatabaseCounts) => span[key] / span.ms;
  await client.query("select pg_stat_statements_reset()");

  return {
    during: async (work) => {
      const { prompt, settled } = await measure(work);
      const more = (span: Span, key: keyof DatabaseCounts) => span[key] - perMs(idle.settled, key) * span.ms;
      return {
        statements: more(prompt, "statements"),
        notifications: more(prompt, "notifications"),
        walBytes: more(prompt, "walBytes"),
        commits: more(settled, "commits"),
        rows: more(settled, "rows"),
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

type Span = DatabaseCounts & { readonly ms: number };

function between(before: Snapshot, after: Snapshot): Span {
  return {
    ms: after.atMs - before.atMs,
    statements: after.statements - before.statements,
    commits: after.commits - before.commits,
    rows: after.rows - before.rows,
    walBytes: after.walBytes - before.walBytes,
    notifications: after.notifications - before.notifications,
  };
}
