import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import { connectionConfig, schemaName, withDatabase } from "@slipway/db/connection-config";
import pg from "pg";
import type { EngineOptions } from "#schema-engine/engine-arguments.ts";
import { createDatabase, databaseExists, dropDatabase } from "#schema-engine/run-database-command.ts";

/** Connects the engine through Prisma's driver adapter for `pg`, mended where migrations need more of it. */
export function migrationAdapterFactory({
  url,
  shadowUrl,
}: EngineOptions): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: async () => await connect(await existingDatabase(requireUrl(url))),
    connectToShadowDb: async () =>
      shadowUrl ? await connect(shadowUrl) : await connectToNewShadow(requireUrl(url)),
  };
}

function requireUrl(url: string | undefined): string {
  if (url === undefined) throw new Error("This command needs a database: set DATABASE_URL.");
  return url;
}

/** A comparison of migrations and schema needs a server, not the database of the URL: that may not be there yet. */
async function existingDatabase(url: string): Promise<string> {
  return (await databaseExists(url)) ? url : withDatabase(url, "postgres");
}

async function connect(url: string): Promise<SqlDriverAdapter> {
  const pool = new pg.Pool(connectionConfig(url));
  const charColumns = rememberCharColumns(pool);
  const schema = schemaName(url);
  const factory = new PrismaPg(pool, { disposeExternalPool: true, ...(schema && { schema }) });
  const adapter = await factory.connect();
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    executeRaw: (query) => adapter.executeRaw(query),
    startTransaction: (isolationLevel) => adapter.startTransaction(isolationLevel),
    getConnectionInfo: () => adapter.getConnectionInfo(),
    dispose: () => adapter.dispose(),
    // The adapter splits a script at every semicolon, also inside the body of a function. The server knows better.
    executeScript: async (script) => {
      await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
    },
    queryRaw: async (query) => {
      const set = await adapter.queryRaw(query);
      for (const column of charColumns.get(set.rows) ?? [])
        set.columnTypes[column] = ColumnTypeEnum.Character;
      return set;
    },
  };
}

/** Prisma's own way drops the shadow database while its pool is still connected, which PostgreSQL refuses. */
async function connectToNewShadow(url: string): Promise<SqlDriverAdapter> {
  const name = `prisma_migrate_shadow_db_${randomUUID()}`;
  await createDatabase(withDatabase(url, name));
  const adapter = await connect(withDatabase(url, name));
  const dispose = async () => {
    await adapter.dispose();
    await dropDatabase(url, name);
  };
  return { ...adapter, dispose };
}

/** The object identifiers of PostgreSQL's types, as the server sends them. */
const typeIds = { char: 18, text: 25 };

/**
 * The catalogs are full of columns of the type "char", which the adapter rejects.
 * They pass as text, and are remembered by their rows so that the engine still gets characters.
 */
function rememberCharColumns(pool: pg.Pool): WeakMap<object, number[]> {
  const columns = new WeakMap<object, number[]>();
  const plainQuery = pool.query.bind(pool) as (config: pg.QueryArrayConfig) => Promise<pg.QueryArrayResult>;
  const query = async (config: pg.QueryArrayConfig) => {
    const result = await plainQuery(config);
    const chars = (result.fields ?? []).flatMap((field, index) =>
      field.dataTypeID === typeIds.char ? [index] : [],
    );
    if (chars.length === 0) return result;
    columns.set(result.rows, chars);
    const fields = result.fields.map((field, index) =>
      chars.includes(index) ? { ...field, dataTypeID: typeIds.text } : field,
    );
    return { ...result, fields };
  };
  Object.assign(pool, { query });
  return columns;
}
