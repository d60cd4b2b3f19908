import type { Db } from "#db.ts";

export type StatementCounts = {
  /** By the name of the prepared statement, else by the text. */
  readonly statements: ReadonlyMap<string, number>;
  /** Transactions; a statement outside of one is one by itself. */
  readonly transactions: number;
};

/** Counts what goes through a pool from now on. Call what it returns for what came since it was called last. */
export function countStatements({ pool }: Db): () => StatementCounts {
  let statements = new Map<string, number>();
  let transactions = 0;
  // Who takes a connection from the pool runs either one statement or one transaction.
  pool.on("acquire", () => {
    transactions += 1;
  });
  pool.on("connect", (client) => {
    client.query = new Proxy(client.query, {
      apply: (query, self, args) => {
        const [first]: { name?: string; text?: string }[] | string[] = args;
        const name = typeof first === "string" ? first : (first?.name ?? first?.text ?? "");
        statements.set(name, (statements.get(name) ?? 0) + 1);
        return Reflect.apply(query, self, args);
      },
    });
  });
  return () => {
    const counts = { statements, transactions };
    statements = new Map();
    transactions = 0;
    return counts;
  };
}
