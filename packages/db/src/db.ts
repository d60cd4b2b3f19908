import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { connectionConfig } from "#connection-config.ts";

/** Something that runs a statement: the pool, or one connection inside a transaction. */
export type Sql = Pick<pg.Pool, "query"> | Pick<pg.PoolClient, "query">;

export type Db = {
  readonly pool: pg.Pool;
  readonly url: string;
  close(): Promise<void>;
};

export type OpenDb = {
  readonly url: string;
  readonly maxConnections: number;
  readonly applicationName: string;
  /** Told of connections that break, such as when the server restarts: the pool replaces them by itself. */
  readonly onConnectionError: (error: Error) => void;
  /**
   * Every statement is planned once per connection, whatever its values: for a process whose statements all find rows by
   * their keys. Otherwise the server plans each of them five times before it decides whether one plan will do.
   */
  readonly plansOnce?: boolean;
  /** After this long, a statement is given up together with its connection. */
  readonly queryTimeoutMs?: number;
};

/** No statement of ours takes this long: nothing comes back over its connection any more. */
const longestQueryMs = 30_000;
/** How long connections may take to say goodbye. Those that are cut off from the server never could. */
const longestGoodbyeMs = 5_000;
const keepAliveDelayMs = 10_000;

/** Opens a pool. Connections are made when they are first needed. */
export function openDb(options: OpenDb): Db {
  const {
    url,
    maxConnections,
    applicationName,
    onConnectionError,
    queryTimeoutMs = longestQueryMs,
    plansOnce = false,
  } = options;
  const pool = new pg.Pool({
    ...connectionConfig(url),
    max: maxConnections,
    application_name: applicationName,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    // What is asked without waiting for the answer before goes out at once. A query that times out takes its connection
    // along, so that it cannot stand in the way of the next one.
    pipeline: true,
    query_timeout: queryTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveDelayMs,
  });
  const report = (error: Error) => {
    // The driver hangs its whole connection on the error, with what is no log's business.
    Reflect.deleteProperty(error, "client");
    onConnectionError(error);
  };
  pool.on("error", report);
  // A connection that breaks while it is in use fails its query; without a listener it would end the process too.
  pool.on("connect", (client) => {
    client.on("error", report);
    // Without it everything works, only slower.
    if (plansOnce) client.query("set plan_cache_mode = force_generic_plan").catch(() => undefined);
  });
  return { pool, url, close: () => endWithin(pool, longestGoodbyeMs) };
}

async function endWithin(pool: pg.Pool, timeoutMs: number): Promise<void> {
  const late = new AbortController();
  const timeout = delay(timeoutMs, undefined, { signal: late.signal }).catch(() => undefined);
  await Promise.race([pool.end(), timeout]);
  late.abort();
}

/** Runs `work` in one transaction: committed when it returns, rolled back when it throws. */
export async function inTransaction<T>(db: Db, work: (tx: Sql) => Promise<T>): Promise<T> {
  const client = await db.pool.connect();
  let broken: Error | undefined;
  try {
    // The first statement does not wait for the answer to this one.
    const begun = client.query("begin");
    const [result] = await Promise.all([work(client), begun]);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
