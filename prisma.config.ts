import { delimiter, dirname, resolve } from "node:path";
import { defineConfig } from "prisma/config";

/** Prisma would download its native schema engine: ours stands in for it, run by the same Node as this file. */
process.env.PRISMA_SCHEMA_ENGINE_BINARY = resolve(import.meta.dirname, "tools/src/schema-engine/main.ts");
process.env.PATH = [dirname(process.execPath), process.env.PATH].join(delimiter);
process.env.PRISMA_HIDE_UPDATE_MESSAGE = "1";
process.env.CHECKPOINT_DISABLE = "1";

const url = process.env.DATABASE_URL;
const shadowDatabaseUrl = process.env.SHADOW_DATABASE_URL;

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  ...(url && { datasource: { url, ...(shadowDatabaseUrl && { shadowDatabaseUrl }) } }),
});
