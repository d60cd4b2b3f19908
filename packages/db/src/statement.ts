import type pg from "pg";
import type { Sql } from "#db.ts";

/** A statement that is prepared once per connection under its name. Names are unique: they are the cache key. */
export type Statement<Row> = {
  readonly name: string;
  readonly text: string;
  /** Never set: it carries the type of the rows. */
  readonly row?: Row;
};

export function statement<Row>(name: string, text: string): Statement<Row> {
  return { name, text };
}

/** Runs a prepared statement and returns its rows. */
export async function run<Row extends pg.QueryResultRow>(
  sql: Sql,
  { name, text }: Statement<Row>,
  values: readonly unknown[],
): Promise<Row[]> {
  const { rows } = await sql.query<Row>({ name, text, values: [...values] });
  return rows;
}
