import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { forkSession } from "@slipway/db/checkpoints/fork-session";
import { listCheckpoints } from "@slipway/db/checkpoints/list-checkpoints";
import type { Db } from "@slipway/db/db";
import { type GivenApp, givenApp } from "@slipway/db/testing/given-app";
import { sendMessage, testDb } from "@slipway/db/testing/send-message";
import { type TestDatabase, testDatabase } from "@slipway/db/testing/test-database";
import { startModelServer } from "@slipway/testing/model-server/start-model-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestRunner, type TestRunner } from "#test/start-test-runner.ts";
import { untilFinal } from "#test/until.ts";

let database: TestDatabase;
let db: Db;
let models: Awaited<ReturnType<typeof startModelServer>>;
let runner: TestRunner;
let dataDir: string;

const start = () => startTestRunner(database.url, { SLIPWAY_DATA_DIR: dataDir, PATH: process.env.PATH });

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), "slipway-fork-"));
  database = await testDatabase();
  db = testDb(database.url);
  models = await startModelServer({ apiKey: "sk-test" });
  runner = await start();
});

afterAll(async () => {
  await runner.end("SIGTERM");
  await models.close();
  await db.close();
  await database.close();
  rmSync(dataDir, { recursive: true });
});

async function run(app: GivenApp, sessionId: string | null, lines: readonly string[]): Promise<string> {
  const sent = await sendMessage(db, app, { message: lines.join("\n"), durable: true, sessionId });
  const ended = await untilFinal(db, { projectId: app.projectId, runId: sent.runId });
  expect(ended).toMatchObject({ status: "completed", error: null });
  return sent.sessionId;
}

const folderOf = ({ projectId }: GivenApp, sessionId: string) =>
  path.join(dataDir, "workspaces", projectId, sessionId);

it("C30 C57 a fork has the files of its checkpoint, and a runner that has none gets them back", async () => {
  const app = await givenApp(db.pool, {
    type: "agent",
    provider: { baseUrl: `${models.url}/v1`, apiKey: "sk-test" },
    config: { tools: { builtin: ["write", "read"] }, permissions: { default: "allow", rules: [] } },
  });
  const { projectId } = app;
  const write = (name: string, content: string) => `!tool write ${JSON.stringify({ path: name, content })}`;
  const sessionId = await run(app, null, [
    write("a.txt", "first"),
    "!then",
    write("a.txt", "second"),
    write("b.txt", "new"),
    "!then",
    "!say Done",
  ]);
  const { items } = await listCheckpoints(db.pool, { projectId, sessionId, limit: 10 });
  const at = items.find(({ step }) => step === 1)?.id ?? "";
  const fork = { projectId, sessionId, checkpointId: at, userId: null, now: new Date() };
  const forked = await forkSession(db, fork);
  if (forked.kind !== "forked") throw new Error("It was not forked");
  await run(app, forked.session.id, [write("c.txt", "mine"), "!then", "!say Done"]);
  const mine = folderOf(app, forked.session.id);
  expect(readdirSync(mine).toSorted()).toEqual(["a.txt", "c.txt"]);
  expect(readFileSync(path.join(mine, "a.txt"), "utf8")).toBe("first");
  const theirs = folderOf(app, sessionId);
  expect(readdirSync(theirs).toSorted()).toEqual(["a.txt", "b.txt"]);

  rmSync(theirs, { recursive: true });
  await run(app, sessionId, ['!tool read {"path":"a.txt"}', "!then", "!say Read"]);
  expect(existsSync(theirs)).toBe(true);
  expect(readFileSync(path.join(theirs, "a.txt"), "utf8")).toBe("second");
  expect(readFileSync(path.join(theirs, "b.txt"), "utf8")).toBe("new");
}, 60_000);
