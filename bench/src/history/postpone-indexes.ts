import type { ClientBase } from "pg";

/** Drops all indexes of tables but their keys. `make` makes them again. */
export async function postponeIndexes(client: ClientBase, tables: readonly string[]) {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = any($1::regclass[]) and not i.indisprimary
       and not exists (select from pg_constraint where conindid = i.indexrelid)`,
    [tables],
  );
  for (const { name } of rows) await client.query(`drop index "${name}"`);
  return {
    async make(): Promise<void> {
      for (const { definition } of rows) await client.query(definition);
    },
  };
}
