import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import type { Db } from "@slipway/db/db";
import { findSessionSnapshots } from "@slipway/db/files/find-session-snapshots";
import { createSession } from "@slipway/db/sessions/create-session";
import { type GivenApp, givenApp } from "@slipway/db/testing/given-app";
import { readLog } from "@slipway/db/testing/read-log";
import { sendMessage, testDb } from "@slipway/db/testing/send-message";
import { type TestDatabase, testDatabase } from "@slipway/db/testing/test-database";
import { putUpload } from "@slipway/db/uploads/put-upload";
import { blobFolder } from "@slipway/files/blob-folder";
import { createDirectoryBlobStore } from "@slipway/files/directory-blob-store";
import { loadManifest } from "@slipway/files/kept-manifest";
import { newId } from "@slipway/schemas/ids";
import { startModelServer } from "@slipway/testing/model-server/start-model-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestRunner, type TestRunner } from "#test/start-test-runner.ts";
import { untilFinal } from "#test/until.ts";

let database: TestDatabase;
let db: Db;
let models: Awaited<ReturnType<typeof startModelServer>>;
let runner: TestRunner;
let dataDir: string;

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), "slipway-upload-"));
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

const store = () => createDirectoryBlobStore(blobFolder(dataDir));

async function upload({ projectId }: GivenApp, sessionId: string, [file, content]: [string, string]) {
  const blob = await store().put(Readable.from([Buffer.from(content)]), 1_000_000);
  const stored = { id: newId("upload"), path: file, ...blob };
  expect(await putUpload(db, { projectId, sessionId, upload: stored, now: new Date() })).toBe("put");
}

async function run(app: GivenApp, sessionId: string, message: string) {
  const sent = await sendMessage(db, app, { message, durable: true, sessionId });
  return await untilFinal(db, { projectId: app.projectId, runId: sent.runId });
}

const write = (name: string, content: string) => `!tool write ${JSON.stringify({ path: name, content })}`;

it("C57 a person's file is in the workspace when the next run begins, and what was there stays", async () => {
  const app = await givenApp(db.pool, {
    type: "agent",
    provider: { baseUrl: `${models.url}/v1`, apiKey: "sk-test" },
    config: { tools: { builtin: ["write", "read"] }, permissions: { default: "allow", rules: [] } },
  });
  const { projectId } = app;
  // Before anything was said.
  const sessionId = await createSession(db.pool, {
    projectId,
    appId: app.app.id,
    userId: null,
    now: new Date(),
  });
  await upload(app, sessionId, ["data/in.csv", "a,b\n1,2\n"]);
  const folder = path.join(dataDir, "workspaces", projectId, sessionId);
  expect(existsSync(folder)).toBe(false);
  const first = await run(app, sessionId, `${write("mine.txt", "agent's")}\n!then\n!say Done`);
  expect(first.status).toBe("completed");
  expect(readFileSync(path.join(folder, "data/in.csv"), "utf8")).toBe("a,b\n1,2\n");
  const title = await db.pool.query("select title from session where id = $1", [sessionId]);
  expect(title.rows[0].title).toContain("!tool write");

  // It is part of what the run began with, none of what the run did.
  const kept = await findSessionSnapshots(db.pool, projectId, sessionId);
  const paths = async (snapshot: unknown) =>
    (await loadManifest(store(), snapshot)).entries.map((entry) => entry.path);
  expect(await paths(kept?.before)).toEqual(["data", "data/in.csv"]);
  expect(await paths(kept?.now)).toEqual(["data", "data/in.csv", "mine.txt"]);
  expect(kept?.uploads).toEqual([]);
  const log = await readLog(db, { projectId, sessionId });
  const changed = log.flatMap((event) => (event.type === "file.changed" ? [event] : []));
  expect(changed).toMatchObject([{ path: "mine.txt", change: "created", bytes: 7 }]);

  // A second one replaces, where a folder is it cannot be, and another runner that has nothing gets all of it.
  await upload(app, sessionId, ["mine.txt", "person's"]);
  await upload(app, sessionId, ["data", "in the way"]);
  const second = await run(app, sessionId, '!tool read {"path":"mine.txt"}\n!then\n!results');
  expect(second.output?.text).toContain("person's");
  const warned = (await readLog(db, { projectId, sessionId })).filter(({ type }) => type === "warning");
  expect(warned).toMatchObject([{ code: "upload_not_placed", message: expect.stringContaining("data") }]);
  rmSync(folder, { recursive: true });
  await run(app, sessionId, '!tool read {"path":"mine.txt"}\n!then\n!say Read');
  expect(readFileSync(path.join(folder, "mine.txt"), "utf8")).toBe("person's");
}, 60_000);

it("C57 the row of a checkpoint names its manifest, however many files there are", async () => {
  const app = await givenApp(db.pool, {
    type: "agent",
    provider: { baseUrl: `${models.url}/v1`, apiKey: "sk-test" },
    config: { tools: { builtin: ["bash"] }, permissions: { default: "allow", rules: [] } },
  });
  const command = "seq 2000 | xargs touch";
  const sent = await sendMessage(db, app, {
    message: `!tool bash ${JSON.stringify({ command })}\n!then\n!say Done`,
    durable: true,
  });
  await untilFinal(db, { projectId: app.projectId, runId: sent.runId });
  const { rows } = await db.pool.query(
    "select snapshot from checkpoint where session_id = $1 and snapshot is not null",
    [sent.sessionId],
  );
  expect(rows).toEqual([{ snapshot: { manifest: expect.stringMatching(/^[0-9a-f]{64}$/) } }]);
  const manifest = await loadManifest(store(), rows[0].snapshot);
  expect(manifest.entries).toHaveLength(2000);
  const bytes = JSON.stringify(manifest);
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(rows[0].snapshot.manifest);
  // A hundred of them are told one by one, the rest by number.
  const log = await readLog(db, { projectId: app.projectId, sessionId: sent.sessionId });
  const changed = log.flatMap((event) => (event.type === "file.changed" ? [event] : []));
  expect(changed).toHaveLength(100);
  expect(changed.map(({ more }) => more).filter((more) => more !== undefined)).toEqual([1900]);
}, 60_000);
