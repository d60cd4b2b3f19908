import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { testDatabase } from "@slipway/db/testing/test-database";
import { afterAll, beforeAll, expect, it } from "vitest";
import { repositoryRoot } from "#repository-root.ts";
import { temporaryDirectory } from "#temporary-directory.ts";
import { openDatabase } from "#up/database/open-database.ts";
import { pendingMigrations } from "#up/database/pending-migrations.ts";
import { setupLink } from "#up/database/setup-link.ts";
import { readEnv } from "#up/env.ts";

const migrations = path.join(repositoryRoot, "prisma/migrations");
let home: string;

beforeAll(() => {
  home = temporaryDirectory("database");
});

afterAll(() => rmSync(home, { recursive: true }));

function external(databaseUrl: string) {
  return openDatabase({
    databaseUrl,
    directory: path.join(home, "none"),
    logFile: path.join(home, "log"),
    onCrash: () => undefined,
    onRestart: () => undefined,
  });
}

it("takes an external database as it is", async () => {
  const database = await testDatabase();
  expect(await external(database.url)).toMatchObject({ url: database.url, reused: false });
  await database.close();
});

it("says in a sentence why an external database cannot be used, without its password", async () => {
  const database = await testDatabase();
  const wrong = new URL(database.url);
  wrong.password = "hush";
  const refused = external(wrong.toString());
  await expect(refused).rejects.toThrow("password authentication failed");
  await expect(refused).rejects.toThrow("check DATABASE_URL, or unset it");
  await expect(refused).rejects.not.toThrow("hush");
  await expect(external("postgresql://u:hush@127.0.0.1:1/x")).rejects.toThrow(
    "The database x at 127.0.0.1:1 cannot be used",
  );
  await database.close();
});

it("knows what is pending without Prisma, and refuses a database of a newer Slipway", async () => {
  const database = await testDatabase();
  expect(await pendingMigrations(database.url, migrations)).toEqual([]);
  await database.pool.query("drop table _prisma_migrations");
  expect(await pendingMigrations(database.url, migrations)).not.toEqual([]);
  await database.close();

  const newer = await testDatabase();
  const empty = path.join(home, "older-version");
  mkdirSync(empty);
  await expect(pendingMigrations(newer.url, empty)).rejects.toThrow("made by a newer Slipway");
  await newer.close();
});

it("counts a migration that failed or was rolled back as pending", async () => {
  const database = await testDatabase();
  await database.pool.query("update _prisma_migrations set finished_at = null");
  const all = await pendingMigrations(database.url, migrations);
  await database.pool.query("update _prisma_migrations set finished_at = now(), rolled_back_at = now()");
  expect(await pendingMigrations(database.url, migrations)).toEqual(all);
  expect(all.length).toBeGreaterThan(0);
  await database.close();
});

it("gives out a set-up link while there is no admin, unless the environment names one", async () => {
  const database = await testDatabase();
  const env = readEnv({ SLIPWAY_PUBLIC_URL: "https://s.example" });
  expect(await setupLink(database.url, env)).toMatch(/^https:\/\/s\.example\/setup\?token=\S{40,}$/);
  const named = readEnv({ SLIPWAY_ADMIN_EMAIL: "a@b.c", SLIPWAY_ADMIN_PASSWORD: "hush" });
  expect(await setupLink(database.url, named)).toBeUndefined();
  await database.close();
});
