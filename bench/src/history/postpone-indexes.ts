import type { ClientBase } from "pg";

/**
 * Drops all indexes of tables but their keys; of those in `withKeys` also these, because their values come in no order.
 * `make` makes them again.
 */
export async function postponeIndexes(
  client: ClientBase,
  tables: readonly string[],
  withKeys: readonly string[],
) {
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = any($1::regclass[]) and not exists (select from pg_constraint where conindid = i.indexrelid)`,
    [[...tables, ...withKeys]],
  );
  const { rows: keys } = await client.query<{ place: string; name: string; definition: string }>(
    `select conrelid::regclass::text as place, conname as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where conrelid = any($1::regclass[]) and contype = 'p'`,
    [withKeys],
  );
  for (const { name } of indexes) await client.query(`drop index "${name}"`);
  for (const { place, name } of keys) await client.query(`alter table ${place} drop constraint "${name}"`);
  return {
    async make(): Promise<void> {
      for (const { place, name, definition } of keys)
        await client.query(`alter table ${place} add constraint "${name}" ${definition}`);
      for (const { definition } of indexes) await client.query(definition);
    },
  };
}
