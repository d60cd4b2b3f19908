import type { Db } from "@slipway/db/db";
import type pg from "pg";

/** What is asked of a database, in transactions or not. */
export type Ask = (db: Db) => Promise<unknown>;

type Statement = { readonly text: string; readonly values: unknown[] };

/** Asks, and answers the statements that were sent meanwhile; those that begin and end transactions or only ask for plans are left out. */
export async function statementsOf(pool: pg.Pool, ask: Ask): Promise<Statement[]> {
  const sent: Statement[] = [];
  const watch = <T extends pg.Pool | pg.PoolClient>(target: T): T =>
    new Proxy(target, {
      get(own, name) {
        if (name === "query") {
          return (config: string | Statement, values: unknown[] = []) => {
            const statement = typeof config === "string" ? { text: config, values } : config;
            if (!/^(begin|commit|rollback|explain .*)$/.test(statement.text)) sent.push(statement);
            return typeof config === "string" ? own.query(config, values) : own.query(config);
          };
        }
        if (name === "connect") return async () => watch((await own.connect()) as pg.PoolClient);
        const value: unknown = Reflect.get(own, name);
        return typeof value === "function" ? value.bind(own) : value;
      },
    });
  await ask({ pool: watch(pool), url: "", close: async () => undefined });
  return sent;
}
