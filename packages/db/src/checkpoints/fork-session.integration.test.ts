import { randomUUID } from "node:crypto";
import type { NewEvent } from "@slipway/schemas/events/event";
import { newId } from "@slipway/schemas/ids";
import type { Message } from "@slipway/schemas/messages/message";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { forkSession } from "#checkpoints/fork-session.ts";
import { listCheckpoints } from "#checkpoints/list-checkpoints.ts";
import type { Db } from "#db.ts";
import { appendEvents } from "#events/append-events.ts";
import { toEventRecord } from "#events/event-record.ts";
import { listHarnessEntries } from "#harness/list-harness-entries.ts";
import { toMessageEntry } from "#harness/message-entry.ts";
import type { Lease } from "#runs/claim-runs.ts";
import { actAsRunner, closeTurn, type HandRunner, openTurn } from "#testing/act-as-runner.ts";
import { type GivenApp, givenApp } from "#testing/given-app.ts";
import { linesOf, readTranscript } from "#testing/read-log.ts";
import { sendMessage, testDb } from "#testing/send-message.ts";
import { type TestDatabase, testDatabase } from "#testing/test-database.ts";

let database: TestDatabase;
let db: Db;
let runner: HandRunner;

beforeAll(async () => {
  database = await testDatabase();
  db = testDb(database.url);
  runner = await actAsRunner(db);
});

afterAll(async () => {
  await db.close();
  await database.close();
});

type Step = { readonly said: string; readonly step: number; readonly snapshot?: unknown };

/** Appends a step as a runner's writer does, together with the beginning of what comes next. */
async function saveStep(lease: Lease, { said, step, snapshot }: Step): Promise<string> {
  const id = newId("checkpoint");
  const turn: NewEvent[] = step === 1 ? [...openTurn([said]), ...closeTurn([said])] : steer(said);
  const saved: NewEvent = { type: "checkpoint.saved", checkpointId: id, step };
  const next: NewEvent = { type: "warning", code: "next", message: "What comes after the checkpoint." };
  const events = [...turn, saved, next].map((event) => toEventRecord(event, new Date()));
  const entry = (text: string) => toMessageEntry({ role: "assistant", text });
  const checkpoint = {
    id,
    step,
    label: said,
    eventOrdinal: turn.length + 1,
    entryOrdinal: 1,
    snapshot: snapshot === undefined ? null : JSON.stringify(snapshot),
  };
  const append = { ...lease, events, entries: [entry(said), entry("later")], checkpoints: [checkpoint] };
  const [appended] = await appendEvents(db.pool, { flushId: randomUUID(), appends: [append] });
  if (!appended) throw new Error("The step was not stored");
  return id;
}

function steer(text: string): NewEvent[] {
  const id = newId("message");
  const createdAt = new Date().toISOString();
  const parts: Message["parts"] = [{ id: `${id}:text`, state: "done", type: "text", text }];
  return [{ type: "message.created", message: { id, role: "user", runId: null, parts, createdAt } }];
}

type Given = { readonly app: GivenApp; readonly lease: Lease; readonly ids: readonly string[] };

/** A session whose run has finished two steps and goes on. */
async function givenSteps(): Promise<Given> {
  const app = await givenApp(db.pool);
  await sendMessage(db, app, { message: "Hello" });
  const { lease } = await runner.claimOne();
  const first = await saveStep(lease, { said: "one", step: 1, snapshot: { files: ["a"] } });
  const second = await saveStep(lease, { said: "two", step: 2 });
  return { app, lease, ids: [first, second] };
}

function fork({ lease }: Given, checkpointId: string | null, change: { readonly sessionId?: string } = {}) {
  const { projectId, sessionId } = lease;
  return forkSession(db, { projectId, sessionId, checkpointId, userId: null, now: new Date(), ...change });
}

async function forked(given: Given, checkpointId: string | null): Promise<string> {
  const answer = await fork(given, checkpointId);
  if (answer.kind !== "forked") throw new Error(`It was not forked: ${answer.kind}`);
  return answer.session.id;
}

const transcriptOf = async ({ lease: { projectId } }: Given, sessionId: string) =>
  linesOf(await readTranscript(db, { projectId, sessionId }));

async function recordOf({ lease: { projectId } }: Given, sessionId: string) {
  return (await listHarnessEntries(db, projectId, sessionId)).map(({ text }) => text);
}

async function snapshotOf(sessionId: string): Promise<unknown> {
  const { rows } = await db.pool.query("select snapshot from session where id = $1", [sessionId]);
  return rows[0].snapshot;
}

describe("C30 checkpoints", () => {
  it("are listed newest first, in pages", async () => {
    const given = await givenSteps();
    const { projectId, sessionId, runId } = given.lease;
    const first = await listCheckpoints(db.pool, { projectId, sessionId, limit: 1 });
    const cursor = first.nextCursor ?? "";
    const second = await listCheckpoints(db.pool, { projectId, sessionId, limit: 1, cursor });
    expect([...first.items, ...second.items]).toMatchObject([
      { id: given.ids[1], runId, step: 2, label: "two" },
      { id: given.ids[0], runId, step: 1, label: "one" },
    ]);
    expect(second.nextCursor).toBeNull();
    await runner.finish(given.lease);
  });
});

describe("C30 a fork", () => {
  it("begins with the messages and the record of its checkpoint, and nothing of what was written with it", async () => {
    const given = await givenSteps();
    const sessionId = await forked(given, given.ids[0] ?? null);
    expect(await transcriptOf(given, sessionId)).toEqual(["user: Hello", "assistant: one"]);
    expect(await recordOf(given, sessionId)).toEqual(["one"]);
    expect(await snapshotOf(sessionId)).toEqual({ files: ["a"] });
    const newest = await forked(given, null);
    expect(await transcriptOf(given, newest)).toEqual(["user: Hello", "assistant: one", "user: two"]);
    expect(await recordOf(given, newest)).toEqual(["one", "later", "two"]);
    expect(await snapshotOf(newest)).toEqual({ files: ["a"] });
    await runner.finish(given.lease);
  });

  it("and its source go on independently, also a fork of a fork", async () => {
    const given = await givenSteps();
    const sessionId = await forked(given, given.ids[0] ?? null);
    await runner.finish(given.lease, { outputText: "Hi." });
    const { projectId, app } = given.app;
    const sent = await sendMessage(db, { projectId, app }, { sessionId, message: "Again" });
    const { lease } = await runner.claimOne();
    await runner.append(lease, [...openTurn(["Yes."]), ...closeTurn(["Yes."])]);
    await runner.finish(lease);
    expect(sent.firstSeq).toBe(2);
    const lines = ["user: Hello", "assistant: one", "user: Again", "assistant: Yes."];
    expect(await transcriptOf(given, sessionId)).toEqual(lines);
    expect(await transcriptOf(given, given.lease.sessionId)).toEqual([
      "user: Hello",
      "assistant: one",
      "user: two",
    ]);
    const again = await forked({ ...given, lease }, null);
    expect(await transcriptOf(given, again)).toEqual(lines);
    expect(await snapshotOf(again)).toEqual({ files: ["a"] });
  });

  it("has neither the queue nor what is still being worked on", async () => {
    const given = await givenSteps();
    const { projectId, sessionId } = given.lease;
    await sendMessage(db, given.app, { sessionId, message: "Next" });
    const id = await forked(given, null);
    expect(await transcriptOf(given, id)).not.toContain("user: Next");
    const { rows } = await db.pool.query("select active_run_id, last_seq from session where id = $1", [id]);
    expect(rows).toEqual([{ active_run_id: null, last_seq: 1 }]);
    expect((await listCheckpoints(db.pool, { projectId, sessionId: id, limit: 1 })).items).toEqual([]);
    await runner.finish(given.lease);
    await runner.finish((await runner.claimOne()).lease);
  });

  it("of an unknown checkpoint names those there are; of an unknown session there is none", async () => {
    const given = await givenSteps();
    const other = await givenSteps();
    expect(await fork(given, other.ids[0] ?? null)).toMatchObject({
      kind: "no_checkpoint",
      checkpoints: [{ id: given.ids[1] }, { id: given.ids[0] }],
    });
    expect(await fork(given, null, { sessionId: other.lease.sessionId })).toEqual({ kind: "not_found" });
    for (const { lease } of [given, other]) await runner.finish(lease);
  });

  it("of a session without checkpoints begins with the end of its last run", async () => {
    const app = await givenApp(db.pool);
    const sent = await sendMessage(db, app, { message: "Hello" });
    const { lease } = await runner.claimOne();
    expect(await transcriptOf({ app, lease, ids: [] }, await forked({ app, lease, ids: [] }, null))).toEqual(
      [],
    );
    await runner.append(lease, [...openTurn(["Hi."]), ...closeTurn(["Hi."])]);
    await runner.finish(lease);
    const given = { app, lease, ids: [] };
    const id = await forked(given, null);
    expect(await transcriptOf(given, id)).toEqual(["user: Hello", "assistant: Hi."]);
    await sendMessage(db, app, { sessionId: sent.sessionId, message: "Not answered yet" });
    expect(await transcriptOf(given, await forked(given, null))).toEqual(["user: Hello", "assistant: Hi."]);
    await runner.finish((await runner.claimOne()).lease);
  });
});
