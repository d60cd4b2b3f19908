import type { Db } from "@slipway/db/db";
import { notify } from "@slipway/db/events/notify";
import { readRunEvents } from "@slipway/db/events/read-events";
import { cancelRun } from "@slipway/db/runs/cancel-run";
import { findRun } from "@slipway/db/runs/find-run";
import { type GivenApp, givenApp } from "@slipway/db/testing/given-app";
import { sendMessage, testDb } from "@slipway/db/testing/send-message";
import { type TestDatabase, testDatabase } from "@slipway/db/testing/test-database";
import { findGrammarFault } from "@slipway/schemas/events/check-grammar";
import { foldEvents } from "@slipway/schemas/events/fold-messages";
import { startModelServer } from "@slipway/testing/model-server/start-model-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestRunner, type TestRunner } from "#test/start-test-runner.ts";
import { untilEvent, untilFinal } from "#test/until.ts";

type ModelServer = Awaited<ReturnType<typeof startModelServer>>;

let database: TestDatabase;
let db: Db;
let models: ModelServer;
let runner: TestRunner;

beforeAll(async () => {
  database = await testDatabase();
  db = testDb(database.url);
  models = await startModelServer({ apiKey: "sk-test" });
  runner = await startTestRunner(database.url);
});

afterAll(async () => {
  await runner.end("SIGTERM");
  await models.close();
  await db.close();
  await database.close();
});

function givenScriptedApp(config: Record<string, unknown> = {}): Promise<GivenApp> {
  const cost = { input: 1, output: 2, cacheRead: 0.5, cacheWrite: 1 };
  const provider = { baseUrl: `${models.url}/v1`, apiKey: "sk-test", models: [{ id: "scripted", cost }] };
  return givenApp(db.pool, { provider, config });
}

async function eventsOf(app: GivenApp, sent: { sessionId: string; runId: string }) {
  return await readRunEvents(db.pool, { projectId: app.projectId, ...sent, after: 0 });
}

it("answers a message, keeps what it used, and tells it all in events", async () => {
  const app = await givenScriptedApp({ instructions: "Be brief." });
  const sent = await sendMessage(db, app, { message: "!say Hello there\n!usage in 100 out 7 cached 40" });
  const run = await untilFinal(db, { ...app, runId: sent.runId });

  expect(run).toMatchObject({
    status: "completed",
    stopReason: "completed",
    output: { text: "Hello there" },
    error: null,
    attempt: 1,
  });
  expect(run.usage).toEqual({
    inputTokens: 100,
    outputTokens: 7,
    cacheReadTokens: 40,
    cacheWriteTokens: 0,
    reasoningTokens: 0,
    turns: 1,
    toolCalls: 0,
  });
  expect(run.costUsd).toBe(0.000094);
  expect(run.ttftMs).toBeGreaterThanOrEqual(0);
  const events = await eventsOf(app, sent);
  expect(findGrammarFault(events)).toBeNull();
  expect([...new Set(events.map((event) => event.type))]).toEqual([
    "message.created",
    "run.queued",
    "run.started",
    "turn.started",
    "text.started",
    "text.delta",
    "text.finished",
    "turn.finished",
    "run.finished",
  ]);
  const { messages } = foldEvents(events);
  expect(
    messages.map(({ role, parts }) => [role, parts.map((part) => ("text" in part ? part.text : part.type))]),
  ).toEqual([
    ["user", ["!say Hello there\n!usage in 100 out 7 cached 40"]],
    ["assistant", ["Hello there"]],
  ]);
});

it("C17 ends the stream with the very run that the row holds", async () => {
  const app = await givenScriptedApp();
  const sent = await sendMessage(db, app, { message: "!say Done" });
  const run = await untilFinal(db, { ...app, runId: sent.runId });
  const last = (await eventsOf(app, sent)).at(-1);
  expect(last).toMatchObject({ type: "run.finished" });
  expect(last?.type === "run.finished" && last.run).toEqual(run);
});

it("gives the model the conversation so far", async () => {
  const app = await givenScriptedApp({ instructions: "Be kind." });
  const first = await sendMessage(db, app, { message: "!say My answer" });
  await untilFinal(db, { ...app, runId: first.runId });
  const second = await sendMessage(db, app, { sessionId: first.sessionId, message: "And now?" });
  await untilFinal(db, { ...app, runId: second.runId });
  const asked = await models.nextRequest((entry) => entry.request?.messages.at(-1)?.text === "And now?");
  expect(asked.request?.messages.map(({ role, text }) => [role, text])).toEqual([
    ["system", "Be kind."],
    ["user", "!say My answer"],
    ["assistant", "My answer"],
    ["user", "And now?"],
  ]);
});

it("C26 runs the messages of one session one after the other, in order", async () => {
  const app = await givenScriptedApp();
  const first = await sendMessage(db, app, { message: "!gate serial\n!say one" });
  await models.reached("serial");
  const second = await sendMessage(db, app, { sessionId: first.sessionId, message: "!say two" });
  const third = await sendMessage(db, app, { sessionId: first.sessionId, message: "!say three" });
  expect(await findRun(db.pool, app.projectId, third.runId)).toMatchObject({
    status: "queued",
    queuePosition: 2,
  });
  models.open("serial");
  const runs = await Promise.all(
    [first, second, third].map(({ runId }) => untilFinal(db, { ...app, runId })),
  );
  expect(runs.map((run) => run.output?.text)).toEqual(["one", "two", "three"]);
  expect(runs[1]?.startedAt && runs[0]?.finishedAt && runs[1].startedAt >= runs[0].finishedAt).toBe(true);
});

it("C10 cancels a running run, keeps what it said and closes the model's socket", async () => {
  const app = await givenScriptedApp();
  const sent = await sendMessage(db, app, { message: "!say Half of it\n!hang" });
  const where = { projectId: app.projectId, sessionId: sent.sessionId, runId: sent.runId };
  await untilEvent(db, where, (event) => event.type === "text.delta");
  const asked = await models.nextRequest(
    (entry) => entry.request?.messages.at(-1)?.text?.endsWith("!hang") ?? false,
  );
  const cancelled = await cancelRun(db, {
    projectId: app.projectId,
    runId: sent.runId,
    reason: null,
    now: new Date(),
  });
  expect(cancelled.kind).toBe("requested");
  await notify(db.pool, { cancel: [sent.runId] });
  const run = await untilFinal(db, { ...app, runId: sent.runId, timeoutMs: 2_000 });
  expect(run).toMatchObject({ status: "cancelled", stopReason: "cancelled", error: null });
  expect(run.output).toEqual({ text: "Half of it", partial: true });
  expect(await asked.ended).toBe("client-closed");
  expect(findGrammarFault(await eventsOf(app, sent))).toBeNull();
});

it("C42 asks again when nothing was shown, and says so", async () => {
  const app = await givenScriptedApp();
  const sent = await sendMessage(db, app, { message: "!error 503 times 1\n!say Better now" });
  const run = await untilFinal(db, { ...app, runId: sent.runId });
  expect(run).toMatchObject({ status: "completed", output: { text: "Better now" } });
  const events = await eventsOf(app, sent);
  expect(events.filter((event) => event.type === "retry.scheduled")).toMatchObject([
    { attempt: 1, delayMs: 500 },
  ]);
  expect(findGrammarFault(events)).toBeNull();
});

it("C42 ends at once when the provider refuses the key", async () => {
  const provider = { baseUrl: `${models.url}/v1`, apiKey: "sk-wrong" };
  const app = await givenApp(db.pool, { provider });
  const sent = await sendMessage(db, app);
  const run = await untilFinal(db, { ...app, runId: sent.runId });
  expect(run).toMatchObject({
    status: "failed",
    stopReason: "error",
    output: null,
    error: { code: "provider_unauthorized", retryable: false },
  });
  expect(JSON.stringify(await eventsOf(app, sent))).not.toContain("sk-wrong");
});

it("C6 ends a run whose model is gone as setup_failed and serves the next", async () => {
  const app = await givenScriptedApp();
  const sent = await sendMessage(db, app, { model: "gone/model" });
  const next = await sendMessage(db, app, { sessionId: sent.sessionId, message: "!say Still here" });
  expect(await untilFinal(db, { ...app, runId: sent.runId })).toMatchObject({
    status: "failed",
    stopReason: "setup_failed",
    error: { code: "model_missing" },
  });
  expect(await untilFinal(db, { ...app, runId: next.runId })).toMatchObject({ status: "completed" });
});

it("C44 cuts a run at its whole duration, retries included", async () => {
  const app = await givenScriptedApp();
  const sent = await sendMessage(db, app, {
    message: "!say So far\n!hang",
    budget: { maxDurationMs: 1_000 },
  });
  const run = await untilFinal(db, { ...app, runId: sent.runId });
  expect(run).toMatchObject({
    status: "failed",
    stopReason: "timeout",
    output: { text: "So far", partial: true },
  });
});
