import { afterAll, beforeAll, expect, it } from "vitest";
import { hasAppsOfType } from "#apps/has-apps-of-type.ts";
import type { Db } from "#db.ts";
import { givenApp } from "#testing/given-app.ts";
import { testDb } from "#testing/send-message.ts";
import { type TestDatabase, testDatabase } from "#testing/test-database.ts";

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await testDatabase();
  db = testDb(database.url);
});
afterAll(async () => {
  await db.close();
  await database.close();
});

it("finds an app of the type in any project, but no archived one", async () => {
  const { app } = await givenApp(db.pool);
  expect(await hasAppsOfType(db.pool, "chat")).toBe(true);
  expect(await hasAppsOfType(db.pool, "agent")).toBe(false);
  await db.pool.query("update app set type = 'agent' where id = $1", [app.id]);
  expect(await hasAppsOfType(db.pool, "agent")).toBe(true);
  await db.pool.query("update app set archived_at = now() where id = $1", [app.id]);
  expect(await hasAppsOfType(db.pool, "agent")).toBe(false);
});
