import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { connectionConfig, withDatabase } from "@slipway/db/connection-config";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type RunningPostgres, startPostgres } from "#postgres/start-postgres.ts";
import { type PrismaResult, runPrisma } from "#prisma/run-prisma.ts";
import { repositoryRoot } from "#repository-root.ts";
import { temporaryDirectory } from "#temporary-directory.ts";

let home: string;
let server: RunningPostgres;
let url: string;
let project: string;
let count = 0;

beforeAll(async () => {
  home = temporaryDirectory("engine");
  server = await startPostgres({
    directory: path.join(home, "postgres"),
    logFile: path.join(home, "log"),
    durability: "throw-away",
  });
});

afterAll(async () => {
  await server.stop();
  rmSync(home, { recursive: true });
});

beforeEach(() => {
  count += 1;
  url = withDatabase(server.url, `test ${count}`);
  project = path.join(home, `project-${count}`);
  mkdirSync(path.join(project, "schema"), { recursive: true });
  writeFileSync(
    path.join(project, "prisma.config.ts"),
    'export default { schema: "schema", migrations: { path: "migrations" }, datasource: { url: process.env.DATABASE_URL } };\n',
  );
  writeFileSync(path.join(project, "schema/base.prisma"), 'datasource db {\n  provider = "postgresql"\n}\n');
});

function model(name: string, fields: string): void {
  writeFileSync(
    path.join(project, `schema/${name}.prisma`),
    `model ${name} {\n  id Int @id\n  ${fields}\n}\n`,
  );
}

/** No registry and no download host is reachable from here: the proxy is a closed port. */
async function prisma(...args: string[]): Promise<PrismaResult> {
  return await runPrisma([...args, "--config", path.join(project, "prisma.config.ts")], {
    databaseUrl: url,
    output: "collect",
    env: {
      PATH: `${path.dirname(process.execPath)}:${process.env.PATH}`,
      PRISMA_SCHEMA_ENGINE_BINARY: path.join(repositoryRoot, "tools/src/schema-engine/main.ts"),
      CHECKPOINT_DISABLE: "1",
      HOME: home,
      HTTPS_PROXY: "http://127.0.0.1:9",
      HTTP_PROXY: "http://127.0.0.1:9",
    },
  });
}

async function query(sql: string): Promise<unknown[]> {
  const client = new pg.Client(connectionConfig(url));
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function migrations(): string[] {
  return readdirSync(path.join(project, "migrations")).filter((name) => /^\d/.test(name));
}

function addMigration(name: string, sql: string): void {
  mkdirSync(path.join(project, "migrations", name), { recursive: true });
  writeFileSync(path.join(project, "migrations", name, "migration.sql"), sql);
  writeFileSync(path.join(project, "migrations/migration_lock.toml"), 'provider = "postgresql"\n');
}

it("migrate dev makes the database, a migration from several files, and the next one from the difference", async () => {
  model("Boat", "name String @unique");
  expect(await prisma("migrate", "dev", "--name", "first")).toMatchObject({ exitCode: 0 });
  model("Boat", "name String @unique\n  length Decimal?");
  model("Crew", "tags String[]");
  expect(await prisma("migrate", "dev", "--name", "second")).toMatchObject({ exitCode: 0 });
  const [, second = ""] = migrations();
  const sql = readFileSync(path.join(project, "migrations", second, "migration.sql"), "utf8");
  expect(sql).toContain('ALTER TABLE "Boat" ADD COLUMN     "length" DECIMAL(65,30)');
  expect(sql).toContain('CREATE TABLE "Crew"');
  await query(`insert into "Boat" values (1, 'Ada', 12.5)`);
  expect(
    await query("select count(*)::int from pg_database where datname like 'prisma_migrate_shadow%'"),
  ).toEqual([{ count: 0 }]);
});

it("migrate deploy runs functions, triggers and partial indexes as they are written, and status agrees", async () => {
  model("Boat", "name String");
  addMigration(
    "20260101000000_first",
    `create table "Boat" (id integer not null, name text not null, constraint "Boat_pkey" primary key (id));
     create index "Boat_unnamed" on "Boat" (id) where name = '';
     create function refuse_rename() returns trigger language plpgsql as $$
     begin
       if new.name is distinct from old.name then raise exception 'a boat keeps its name; always'; end if;
       return new;
     end $$;
     create trigger boat_keeps_name before update on "Boat" for each row execute function refuse_rename();`,
  );
  expect(await prisma("migrate", "deploy")).toMatchObject({ exitCode: 0 });
  addMigration("20260102000000_second", "select 1;");
  expect((await prisma("migrate", "status")).output).toContain("not yet been applied");
  expect(await prisma("migrate", "deploy")).toMatchObject({ exitCode: 0 });
  expect((await prisma("migrate", "status")).output).toContain("Database schema is up to date");
  await query(`insert into "Boat" values (1, 'Ada')`);
  await expect(query(`update "Boat" set name = 'Bob'`)).rejects.toThrow("a boat keeps its name; always");
});

it("migrate diff tells a schema that its migrations don't make by its exit code", async () => {
  model("Boat", "name String");
  addMigration(
    "20260101000000_first",
    'create table "Boat" (id integer not null, name text not null, constraint "Boat_pkey" primary key (id));',
  );
  const compare = ["migrate", "diff", "--from-migrations", path.join(project, "migrations")];
  const toSchema = ["--to-schema", path.join(project, "schema"), "--exit-code"];
  expect(await prisma(...compare, ...toSchema)).toMatchObject({ exitCode: 0 });
  model("Boat", "name String?");
  const different = await prisma(...compare, ...toSchema, "--script");
  expect(different.exitCode).toBe(2);
  expect(different.output).toContain('ALTER COLUMN "name" DROP NOT NULL');
});

it("a migration that fails is named with the database's reason, and can be resolved", async () => {
  addMigration("20260101000000_broken", "create table a ();\ncreate table a ();");
  const failed = await prisma("migrate", "deploy");
  expect(failed.exitCode).toBe(1);
  expect(failed.output).toContain("P3018");
  expect(failed.output).toContain('relation "a" already exists');
  expect(await prisma("migrate", "resolve", "--rolled-back", "20260101000000_broken")).toMatchObject({
    exitCode: 0,
  });
  addMigration("20260101000000_broken", "create table a ();");
  expect(await prisma("migrate", "deploy")).toMatchObject({ exitCode: 0 });
});

it("db push and db pull understand indexes and defaults", async () => {
  model(
    "Boat",
    'name String @default("x")\n  kind Kind\n  @@index([kind, name(sort: Desc)])\n}\nenum Kind {\n  a\n  b',
  );
  expect(await prisma("db", "push")).toMatchObject({ exitCode: 0 });
  const pulled = await prisma("db", "pull", "--print");
  expect(pulled.output).toContain('name String @default("x")');
  expect(pulled.output).toContain("@@index([kind, name(sort: Desc)])");
});

it("an unreachable server and a wrong password are told in Prisma's words, without the password", async () => {
  model("Boat", "name String");
  addMigration("20260101000000_first", "select 1;");
  const rightUrl = url;
  url = "postgresql://slipway:hush@127.0.0.1:9/x";
  const unreachable = await prisma("migrate", "deploy");
  expect(unreachable.output).toContain("P1001");
  url = rightUrl.replace(/:[^:@]+@/, ":hush@");
  const refused = await prisma("migrate", "deploy");
  expect(refused.output).toContain("P1000");
  expect(unreachable.output + refused.output).not.toContain("hush");
});
