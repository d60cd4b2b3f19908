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
};

/** Opens a pool. Connections are made when they are first needed. */
export function openDb({ url, maxConnections, applicationName, onConnectionError }: OpenDb): Db {
  const pool = new pg.Pool({
    ...connectionConfig(url),
    max: maxConnections,
    application_name: applicationName,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
  });
  const report = (error: Error) => {
    // The driver hangs its whole connection on the error, with what is no log's business.
    Reflect.deleteProperty(error, "client");
    onConnectionError(error);
  };
  pool.on("error", report);
  // A connection that breaks while it is in use fails its query; without a listener it would end the process too.
  pool.on("connect", (client) => client.on("error", report));
  return { pool, url, close: () => pool.end() };
}

/** Runs `work` in one transaction: committed when it returns, rolled back when it throws. */
export async function inTransaction<T>(db: Db, work: (tx: Sql) => Promise<T>): Promise<T> {
  const client = await db.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const result = await work(client);
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
