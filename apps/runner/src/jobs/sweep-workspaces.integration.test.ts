import { mkdtempSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import type { Db } from "@slipway/db/db";
import { actAsRunner } from "@slipway/db/testing/act-as-runner";
import { type GivenApp, givenApp } from "@slipway/db/testing/given-app";
import { sendMessage, testDb } from "@slipway/db/testing/send-message";
import { type TestDatabase, testDatabase } from "@slipway/db/testing/test-database";
import { putUpload } from "@slipway/db/uploads/put-upload";
import type { BlobStore } from "@slipway/files/blob-store";
import { createDirectoryBlobStore } from "@slipway/files/directory-blob-store";
import { storeManifest } from "@slipway/files/kept-manifest";
import { newId } from "@slipway/schemas/ids";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sweepWorkspaces } from "#jobs/sweep-workspaces.ts";

let database: TestDatabase;
let db: Db;
let folder: string;
let blobs: BlobStore;

beforeAll(async () => {
  database = await testDatabase();
  db = testDb(database.url);
  folder = mkdtempSync(path.join(tmpdir(), "slipway-sweep-"));
  blobs = createDirectoryBlobStore(folder);
});

afterAll(async () => {
  await db.close();
  await database.close();
  rmSync(folder, { recursive: true });
});

const hour = 3_600_000;
const now = () => new Date();
const limits = { idleMs: 24 * hour, youngMs: hour, slice: 2 };

/** Stores a content as if two hours ago. Answers its hash. */
async function store(content: string): Promise<string> {
  const { sha256 } = await blobs.put(Readable.from([Buffer.from(content)]), 1_000);
  age(sha256);
  return sha256;
}

function age(sha256: string): void {
  const before = new Date(Date.now() - 2 * hour);
  utimesSync(path.join(folder, sha256.slice(0, 2), sha256.slice(2)), before, before);
}

async function manifestOf(sha256: string) {
  const entry = { kind: "file" as const, path: "a", mode: 0o644, size: 1, sha256 };
  const kept = await storeManifest(blobs, { entries: [entry], leftOut: [], leftOutCount: 0 });
  age(kept.manifest);
  return kept;
}

type Step = { readonly sessionId: string; readonly runId: string; readonly seq: number };

/** A step that wrote one file. */
async function givenStep({ projectId }: GivenApp, { sessionId, runId, seq }: Step) {
  const content = await store(`${sessionId} ${seq}`);
  const kept = await manifestOf(content);
  const id = newId("checkpoint");
  await db.pool.query(
    `insert into checkpoint (project_id, id, session_id, run_id, step, label, seq, entry_seq, entry_ordinal, snapshot)
     values ($1, $2, $3, $4, 1, 'step', $5, 0, 0, $6)`,
    [projectId, id, sessionId, runId, seq, JSON.stringify(kept)],
  );
  return { id, blobs: [content, kept.manifest] };
}

const hasAll = async (hashes: readonly string[]) =>
  (await Promise.all(hashes.map((sha256) => blobs.has(sha256)))).every(Boolean);
const hasAny = async (hashes: readonly string[]) =>
  (await Promise.all(hashes.map((sha256) => blobs.has(sha256)))).some(Boolean);

/** A session with two runs of three steps each; the second run is still at work if so wanted. */
async function givenSession(app: GivenApp, { isIdle, isWorking }: { isIdle: boolean; isWorking: boolean }) {
  const runner = await actAsRunner(db);
  const first = await sendMessage(db, app);
  const { sessionId } = first;
  await runner.finish((await runner.claimOne()).lease);
  const second = await sendMessage(db, app, { sessionId });
  const { lease } = await runner.claimOne();
  if (!isWorking) await runner.finish(lease);
  const steps: Awaited<ReturnType<typeof givenStep>>[] = [];
  for (const seq of [1, 2, 3]) steps.push(await givenStep(app, { sessionId, runId: first.runId, seq }));
  for (const seq of [4, 5, 6]) steps.push(await givenStep(app, { sessionId, runId: second.runId, seq }));
  const updatedAt = new Date(Date.now() - (isIdle ? 48 : 1) * hour);
  await db.pool.query("update session set updated_at = $2 where id = $1", [sessionId, updatedAt]);
  return { sessionId, lease, runner, steps };
}

const stepsOf = async (sessionId: string) =>
  (await db.pool.query("select id from checkpoint where session_id = $1 order by seq", [sessionId])).rows.map(
    ({ id }) => id,
  );

it("C57 forgets what idle sessions did long ago, slice by slice, and the contents that nothing names; all else stays", async () => {
  const app = await givenApp(db.pool, { type: "agent" });
  const working = await givenSession(app, { isIdle: true, isWorking: true });
  await working.runner.finish(working.lease, {});
  const idle = await givenSession(app, { isIdle: true, isWorking: false });
  const fresh = await givenSession(app, { isIdle: false, isWorking: false });
  await db.pool.query("update session set active_run_id = 'run_1', updated_at = $2 where id = $1", [
    working.sessionId,
    new Date(Date.now() - 48 * hour),
  ]);
  const unnamed = await store("nobody names it");
  const { sha256: young } = await blobs.put(Readable.from([Buffer.from("young")]), 100);
  const waiting = await store("a person's file");
  const upload = { id: newId("upload"), path: "in.csv", sha256: waiting, size: 1 };
  await putUpload(db, { projectId: app.projectId, sessionId: fresh.sessionId, upload, now: now() });
  const forked = await manifestOf(await store("what a fork began with"));
  await db.pool.query("update session set snapshot = $2 where id = $1", [
    fresh.sessionId,
    JSON.stringify(forked),
  ]);

  const swept = await sweepWorkspaces({ db, blobs, now }, limits);
  // Of the idle session stay the last run's steps, and what it began with.
  expect(await stepsOf(idle.sessionId)).toEqual(idle.steps.slice(2).map(({ id }) => id));
  expect(swept.checkpoints).toBe(2);
  for (const step of idle.steps.slice(0, 2)) expect(await hasAny(step.blobs)).toBe(false);
  for (const step of idle.steps.slice(2)) expect(await hasAll(step.blobs)).toBe(true);
  for (const { sessionId, steps } of [working, fresh]) {
    expect(await stepsOf(sessionId)).toHaveLength(6);
    expect(await hasAll(steps.flatMap((step) => step.blobs))).toBe(true);
  }
  expect(await blobs.has(unnamed)).toBe(false);
  expect(await hasAll([young, waiting, forked.manifest])).toBe(true);
  expect(swept.blobs).toBe(5);
  expect(await sweepWorkspaces({ db, blobs, now }, limits)).toEqual({ checkpoints: 0, blobs: 0, bytes: 0 });
});
