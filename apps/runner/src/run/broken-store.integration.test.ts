import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Db } from "@slipway/db/db";
import { readRunEvents } from "@slipway/db/events/read-events";
import { givenApp } from "@slipway/db/testing/given-app";
import { sendMessage, testDb } from "@slipway/db/testing/send-message";
import { type TestDatabase, testDatabase } from "@slipway/db/testing/test-database";
import { blobFolder } from "@slipway/files/blob-folder";
import { type ModelServer, startModelServer } from "@slipway/testing/model-server/start-model-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestRunner, type TestRunner } from "#test/start-test-runner.ts";
import { until, untilFinal } from "#test/until.ts";

let database: TestDatabase;
let db: Db;
let models: ModelServer;
let runner: TestRunner;
let dataDir: string;

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), "slipway-broken-store-"));
  // Where the folder of blobs should be stands a file: nothing can be stored in it.
  writeFileSync(blobFolder(dataDir), "");
  database = await testDatabase();
  db = testDb(database.url);
  models = await startModelServer({ apiKey: "sk-test" });
  runner = await startTestRunner(database.url, { SLIPWAY_DATA_DIR: dataDir, PATH: process.env.PATH });
});

afterAll(async () => {
  await runner.end("SIGTERM");
  await models.close();
  await db.close();
  await database.close();
  rmSync(dataDir, { recursive: true });
});

it("C7 files that cannot be stored keep no run from its end: it is said, counted, and the next run starts", async () => {
  const app = await givenApp(db.pool, {
    type: "agent",
    provider: { baseUrl: `${models.url}/v1`, apiKey: "sk-test", models: [{ id: "scripted" }] },
    config: { tools: { builtin: ["write"] }, permissions: { default: "allow", rules: [] } },
  });
  const message = '!tool write {"path":"a.md","content":"a"}\n!then\n!say Written.';
  const first = await sendMessage(db, app, { message, durable: true });
  const run = await untilFinal(db, { projectId: app.projectId, runId: first.runId });
  expect(run).toMatchObject({ status: "completed", output: { text: "Written." } });
  const events = await readRunEvents(db.pool, { projectId: app.projectId, ...first, after: 0 });
  expect(events.filter(({ type }) => type === "checkpoint.failed")).toMatchObject([
    { step: 1, error: "What the workspace holds could not be kept." },
  ]);
  const metrics = await until("the run to be counted", async () => {
    const text = await (await fetch(`http://127.0.0.1:${runner.port}/metrics`)).text();
    return text.includes("slipway_runs_active 0") && text;
  });
  expect(metrics).toContain("slipway_snapshot_failures_total 1");
  const { sessionId } = first;
  const next = await sendMessage(db, app, { sessionId, message: "!say Next.", durable: true });
  expect(await untilFinal(db, { projectId: app.projectId, runId: next.runId })).toMatchObject({
    status: "completed",
    output: { text: "Next." },
  });
});
