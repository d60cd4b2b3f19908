import type { NewEvent } from "@slipway/schemas/events/event";
import { foldFigures, noFigures } from "@slipway/schemas/events/fold-figures";
import { foldEvents } from "@slipway/schemas/events/fold-messages";
import type { Message } from "@slipway/schemas/messages/message";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Db } from "#db.ts";
import { readTails, toEvent } from "#events/read-events.ts";
import { readMessagePage } from "#messages/read-message-page.ts";
import { cancelRun } from "#runs/cancel-run.ts";
import { actAsRunner, closeTurn, openTurn, turnOf } from "#testing/act-as-runner.ts";
import { type GivenApp, givenApp } from "#testing/given-app.ts";
import { sendMessage, testDb } from "#testing/send-message.ts";
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

async function transcriptOf(projectId: string, sessionId: string) {
  const stored = await readTails(db.pool, [{ projectId, sessionId, after: 0 }], 100_000);
  return foldEvents(stored.map(toEvent).filter((event) => event !== null));
}

async function readAllPages(projectId: string, sessionId: string, limit: number) {
  const pages: Message[][] = [];
  for (let before: number | undefined; ; ) {
    const page = await readMessagePage(db.pool, { projectId, sessionId, before, limit });
    if (!page) throw new Error("The session is gone");
    pages.unshift(page.items);
    if (page.nextCursor === null) return pages;
    before = Number(page.nextCursor);
  }
}

/** Runs with tools, a steer in between, a queued message that is cancelled, and one that waits its turn. */
async function givenConversation(given: GivenApp, runs: number): Promise<string> {
  const runner = await actAsRunner(db);
  const { sessionId } = await sendMessage(db, given, { message: "Message 0" });
  for (let i = 0; i < runs; i += 1) {
    const { lease } = await runner.claimOne();
    await runner.append(lease, openTurn([`Answer ${i} `, "goes on"]));
    if (i % 3 === 0) {
      const dropped = await sendMessage(db, given, { sessionId, message: "Never mind" });
      await cancelRun(db, { ...given, runId: dropped.runId, reason: null, now: new Date() });
    }
    if (i + 1 < runs) await sendMessage(db, given, { sessionId, message: `Message ${i + 1}` });
    await runner.append(lease, [...closeTurn([`Answer ${i} `, "goes on"]), ...toolEvents(i)]);
    await runner.finish(lease, i % 4 === 3 ? failed : {});
  }
  return sessionId;
}

const failed = {
  stopReason: "error",
  outputText: null,
  error: { code: "error", message: "It broke.", retryable: false },
} as const;

function toolEvents(i: number): NewEvent[] {
  const call = { callId: `call_${i}`, name: "read" };
  return [
    { type: "tool.started", ...call, input: { path: "a.txt" } },
    { type: "tool.progress", callId: call.callId, delta: "half" },
    { type: "tool.finished", ...call, output: "text", isError: false, outcome: "ok", durationMs: 1 },
  ];
}

it("tells with the newest page alone how full the model is and what the newest run used", async () => {
  const given = await givenApp(db.pool);
  const sessionId = await givenConversation(given, 9);
  const { projectId } = given;
  const stored = await readTails(db.pool, [{ projectId, sessionId, after: 0 }], 100_000);
  const events = stored.map(toEvent).filter((event) => event !== null);
  const newest = await readMessagePage(db.pool, { projectId, sessionId, limit: 2 });
  expect(newest?.figures).toEqual(events.reduce(foldFigures, noFigures));
  expect(newest?.figures?.spent).not.toBeNull();
  const older = await readMessagePage(db.pool, { projectId, sessionId, before: 20, limit: 2 });
  expect(older).not.toHaveProperty("figures");
});

it("C29 pages of 50 join to the fold of the whole log, with no tool call apart from its result", async () => {
  const given = await givenApp(db.pool);
  const sessionId = await givenConversation(given, 60);
  const whole = await transcriptOf(given.projectId, sessionId);
  expect(whole.messages).toHaveLength(120);
  const pages = await readAllPages(given.projectId, sessionId, 50);
  expect(pages.map((page) => page.length)).toEqual([20, 50, 50]);
  expect(pages.flat()).toEqual(whole.messages);
});

it.each([1, 2, 3, 7, 200])("C29 pages of %i join to the fold of the whole log", async (limit) => {
  const given = await givenApp(db.pool);
  const sessionId = await givenConversation(given, 9);
  const pages = await readAllPages(given.projectId, sessionId, limit);
  expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(limit);
  expect(pages.flat()).toEqual((await transcriptOf(given.projectId, sessionId)).messages);
});

it("answers with the newest page the seq after which the rest follows, also in the middle of an answer", async () => {
  const given = await givenApp(db.pool);
  const { projectId } = given;
  const { sessionId } = await sendMessage(db, given);
  const runner = await actAsRunner(db);
  const { lease } = await runner.claimOne();
  await runner.append(lease, openTurn(["So ", "far"]));
  const page = await readMessagePage(db.pool, { projectId, sessionId, limit: 50 });
  expect(page?.items.at(-1)?.parts).toEqual([
    expect.objectContaining({ type: "text", text: "So far", state: "open" }),
  ]);
  await runner.append(lease, closeTurn(["So ", "far"]));
  await runner.finish(lease);
  const rest = await readTails(db.pool, [{ projectId, sessionId, after: page?.seq ?? 0 }], 100);
  const resumed = foldEvents(
    rest.map(toEvent).filter((event) => event !== null),
    {
      messages: page?.items ?? [],
      seq: page?.seq ?? 0,
    },
  );
  expect(resumed).toEqual(await transcriptOf(projectId, sessionId));
});

it("tells on each page what the runs of its messages warned of, each thing once", async () => {
  const given = await givenApp(db.pool);
  const { projectId } = given;
  const runner = await actAsRunner(db);
  const { sessionId } = await sendMessage(db, given, { message: "First" });
  const warning = { type: "warning", code: "model_missing", message: "a/b is passed over." } as const;
  const runIds: string[] = [];
  for (const warnings of [[warning, warning], [], [{ ...warning, message: "c/d is passed over." }]]) {
    const { lease } = await runner.claimOne();
    runIds.push(lease.runId);
    if (runIds.length < 3) await sendMessage(db, given, { sessionId, message: "Next" });
    await runner.append(lease, [...warnings, ...turnOf(["Hi."])]);
    await runner.finish(lease);
  }
  const of = async (limit: number, before?: number) =>
    await readMessagePage(db.pool, { projectId, sessionId, limit, before });
  const first = { runId: runIds[0], code: "model_missing", message: "a/b is passed over." };
  const last = { runId: runIds[2], code: "model_missing", message: "c/d is passed over." };
  expect((await of(50))?.warnings).toEqual([first, last]);
  const newest = await of(2);
  expect(newest?.warnings).toEqual([last]);
  const middle = await of(2, Number(newest?.nextCursor));
  expect(middle).not.toHaveProperty("warnings");
  expect((await of(2, Number(middle?.nextCursor)))?.warnings).toEqual([first]);
});

it("C36 leaves out an event that is broken, and one of a type that is not known", async () => {
  const given = await givenApp(db.pool);
  const { projectId } = given;
  const { sessionId, lastSeq } = await sendMessage(db, given);
  await db.pool.query(
    `insert into session_event (project_id, session_id, seq, run_id, type, at, data)
     values ($1, $2, $3, null, 'message.created', now(), '{"message":7}'),
            ($1, $2, $3 + 1, null, 'from.tomorrow', now(), '{}')`,
    [projectId, sessionId, lastSeq + 1],
  );
  await db.pool.query("update session set last_seq = last_seq + 2 where id = $1", [sessionId]);
  const page = await readMessagePage(db.pool, { projectId, sessionId, limit: 50 });
  expect(page?.items.map(({ role }) => role)).toEqual(["user"]);
  const runner = await actAsRunner(db);
  const { lease } = await runner.claimOne();
  await runner.append(lease, turnOf(["Hi."]));
  expect(await runner.finish(lease)).not.toBe("fenced");
});

it("answers nothing for a session of another project", async () => {
  const given = await givenApp(db.pool);
  const { sessionId } = await sendMessage(db, given);
  const other = await givenApp(db.pool);
  expect(await readMessagePage(db.pool, { projectId: other.projectId, sessionId, limit: 50 })).toBeNull();
});
