import type { Db } from "@slipway/db/db";
import { readRunEvents } from "@slipway/db/events/read-events";
import { findRun } from "@slipway/db/runs/find-run";
import { type GivenApp, givenApp } from "@slipway/db/testing/given-app";
import { sendMessage, testDb } from "@slipway/db/testing/send-message";
import { type TestDatabase, testDatabase } from "@slipway/db/testing/test-database";
import { findGrammarFault } from "@slipway/schemas/events/check-grammar";
import { foldEvents } from "@slipway/schemas/events/fold-messages";
import { startModelServer } from "@slipway/testing/model-server/start-model-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type PostgresProxy, startPostgresProxy } from "#test/start-postgres-proxy.ts";
import { startTestRunner, type TestRunner } from "#test/start-test-runner.ts";
import { until, untilEvent, untilFinal } from "#test/until.ts";

let database: TestDatabase;
let db: Db;
let models: Awaited<ReturnType<typeof startModelServer>>;
let proxy: PostgresProxy;
let runner: TestRunner;

beforeAll(async () => {
  database = await testDatabase();
  db = testDb(database.url);
  models = await startModelServer();
  proxy = await startPostgresProxy(database.url);
  runner = await startTestRunner(proxy.url);
});

afterAll(async () => {
  await runner.end("SIGKILL");
  await proxy[Symbol.asyncDispose]();
  await models.close();
  await db.close();
  await database.close();
});

const givenScriptedApp = () => givenApp(db.pool, { provider: { baseUrl: `${models.url}/v1` } });

type Sent = { readonly sessionId: string; readonly runId: string };

function eventsOf({ projectId }: GivenApp, { sessionId, runId }: Sent) {
  return readRunEvents(db.pool, { projectId, sessionId, runId, after: 0 });
}

async function textOf(app: GivenApp, sent: Sent) {
  const events = await eventsOf(app, sent);
  expect(findGrammarFault(events)).toBeNull();
  const parts = foldEvents(events).messages.at(-1)?.parts ?? [];
  return parts.map((part) => (part.type === "text" ? part.text : part.type)).join("");
}

it("C8 never reports a run completed before its end is stored, and ends it truthfully once the database is back", async () => {
  const app = await givenScriptedApp();
  const sent = await sendMessage(db, app, { message: "!say Kept\n!gate away\n!say all the way" });
  await models.reached("away");
  const where = { projectId: app.projectId, ...sent };
  await untilEvent(db, where, (event) => event.type === "text.delta");
  const asked = await models.nextRequest(
    (entry) => entry.request?.messages.at(-1)?.text?.includes("!gate away") ?? false,
  );
  proxy.cut();
  models.open("away");
  expect(await asked.ended).toBe("completed");
  await until("the runner to try to store the end", () =>
    Promise.resolve(runner.log().includes("could not be stored")),
  );
  expect(await findRun(db.pool, app.projectId, sent.runId)).toMatchObject({
    status: "running",
    output: null,
  });
  proxy.restore();
  expect(await untilFinal(db, { ...app, runId: sent.runId })).toMatchObject({
    status: "completed",
    output: { text: "Kept all the way" },
  });
  expect(await textOf(app, sent)).toBe("Kept all the way");
  const next = await sendMessage(db, app, { sessionId: sent.sessionId, message: "!say Next" });
  expect(await untilFinal(db, { ...app, runId: next.runId })).toMatchObject({ status: "completed" });
});

it("C8 loses no delta and stores none twice when the database restarts under a stream", async () => {
  const app = await givenScriptedApp();
  const sent = await sendMessage(db, app, { message: "!tokens 100 every 10ms" });
  await untilEvent(db, { projectId: app.projectId, ...sent }, (event) => event.type === "text.delta");
  for (let i = 0; i < 3; i++) {
    const lost = proxy.loseAnswerTo("append-events");
    await lost;
    proxy.cut();
    await until("the runner to notice", () => Promise.resolve(runner.log().includes("trying again")));
    proxy.restore();
  }
  const run = await untilFinal(db, { ...app, runId: sent.runId });
  expect(run).toMatchObject({ status: "completed" });
  expect(run.output?.text.split(" ").filter(Boolean)).toHaveLength(100);
  expect(await textOf(app, sent)).toBe(run.output?.text);
});

it("C8 knows its own end again when the answer to it was lost", async () => {
  const app = await givenScriptedApp();
  const sent = await sendMessage(db, app, { message: "!gate commit\n!say Stored once" });
  const next = await sendMessage(db, app, { sessionId: sent.sessionId, message: "!say And on" });
  await models.reached("commit");
  const lost = proxy.loseAnswerTo("finish-run");
  models.open("commit");
  await lost;
  expect(await untilFinal(db, { ...app, runId: sent.runId })).toMatchObject({ status: "completed" });
  expect(await untilFinal(db, { ...app, runId: next.runId })).toMatchObject({ status: "completed" });
  expect((await eventsOf(app, sent)).filter((event) => event.type === "run.finished")).toHaveLength(1);
  expect(runner.log()).not.toContain("took the run over");
});

it("C6 goes on with a run though the answer to its claim was lost", async () => {
  const app = await givenScriptedApp();
  const first = await sendMessage(db, app, { message: "!say First" });
  await untilFinal(db, { ...app, runId: first.runId });
  const lost = proxy.loseAnswerWith(first.sessionId);
  const sent = await sendMessage(db, app, { sessionId: first.sessionId, message: "!say All the same" });
  await lost;
  expect(await findRun(db.pool, app.projectId, sent.runId)).toMatchObject({ status: "starting", attempt: 1 });
  expect(await untilFinal(db, { ...app, runId: sent.runId })).toMatchObject({
    status: "completed",
    attempt: 1,
    output: { text: "All the same" },
  });
  expect(await textOf(app, sent)).toBe("All the same");
});

it("C6 goes on with a run that it was handed though the answer to what it is was lost", async () => {
  const app = await givenScriptedApp();
  const lost = proxy.loseAnswerTo("read-handed-runs");
  // Too long for a notification: it has to be asked for.
  const metadata = { note: "long".repeat(2_000) };
  const sent = await sendMessage(db, app, { isAwaited: true, message: "!say All the same", metadata });
  expect(sent.runnerId).not.toBeNull();
  await lost;
  expect(await untilFinal(db, { ...app, runId: sent.runId })).toMatchObject({
    status: "completed",
    attempt: 1,
    output: { text: "All the same" },
  });
});

async function givenUsedSession(app: GivenApp): Promise<string> {
  const { runId, sessionId } = await sendMessage(db, app, { message: "!say First" });
  await untilFinal(db, { ...app, runId });
  return sessionId;
}

// Nobody asks where the model is, which the claim tells, what a new session has said, nor again for a configuration.
it.each([
  ["find-revision-config", "new"],
  ["list-harness-entries", "used"],
])("C6 goes on when the answer to %s was lost, in a %s session", async (statement, session) => {
  const app = await givenScriptedApp();
  const sessionId = session === "used" ? await givenUsedSession(app) : null;
  const lost = proxy.loseAnswerTo(statement);
  const sent = await sendMessage(db, app, { ...(sessionId && { sessionId }), message: "!say All the same" });
  await lost;
  expect(await untilFinal(db, { ...app, runId: sent.runId })).toMatchObject({
    status: "completed",
    output: { text: "All the same" },
  });
  expect(await textOf(app, sent)).toBe("All the same");
});

it("C8 shows what was said once though the answer to the flush that began the run was lost", async () => {
  const app = await givenScriptedApp();
  const lost = proxy.loseAnswerTo("append-events");
  const sent = await sendMessage(db, app, { message: "!gate begun\n!say All the same" });
  await lost;
  models.open("begun");
  const run = await untilFinal(db, { ...app, runId: sent.runId });
  expect(run).toMatchObject({ status: "completed", output: { text: "All the same" } });
  expect(await textOf(app, sent)).toBe("All the same");
  const types = (await eventsOf(app, sent)).map(({ type }) => type);
  expect(types.filter((type) => type === "turn.started")).toHaveLength(1);
});

it("C14 ends a run whose text the database refuses, with what was stored, and harms no other", async () => {
  const app = await givenScriptedApp();
  const other = await givenScriptedApp();
  await db.pool.query(
    "alter table session_event add constraint poison check (type <> 'text.delta' or data::text not like '%POISON%')",
  );
  const sent = await sendMessage(db, app, {
    message: "!say Before\n!gate poison\n!say POISON\n!tokens 20 every 5ms",
  });
  await untilEvent(db, { projectId: app.projectId, ...sent }, (event) => event.type === "text.delta");
  const healthy = await sendMessage(db, other, { message: "!tokens 40 every 5ms" });
  await models.reached("poison");
  models.open("poison");
  const run = await untilFinal(db, { ...app, runId: sent.runId });
  expect(run).toMatchObject({
    status: "failed",
    stopReason: "error",
    error: { code: "internal" },
    output: { text: "Before", partial: true },
  });
  expect(await textOf(app, sent)).toBe("Beforeerror");
  expect(await untilFinal(db, { ...other, runId: healthy.runId })).toMatchObject({ status: "completed" });
  const next = await sendMessage(db, app, { sessionId: sent.sessionId, message: "!say Fine again" });
  expect(await untilFinal(db, { ...app, runId: next.runId })).toMatchObject({ status: "completed" });
});

it("C14 ends a run whose end the database refuses, its turn closed", async () => {
  const app = await givenScriptedApp();
  await db.pool.query("alter table run add constraint venom check (output_text not like '%VENOM%')");
  const sent = await sendMessage(db, app, { message: "!say VENOM" });
  expect(await untilFinal(db, { ...app, runId: sent.runId })).toMatchObject({
    status: "failed",
    stopReason: "error",
    error: { code: "internal" },
  });
  expect(findGrammarFault(await eventsOf(app, sent))).toBeNull();
});

it("C14 counts what an endpoint reports beyond all measure as the most that a row can hold", async () => {
  const app = await givenScriptedApp();
  const usage = { prompt_tokens: 5_000_000_000, completion_tokens: 7, total_tokens: 5_000_000_007 };
  const chunk = {
    id: "1",
    object: "chat.completion.chunk",
    created: 1,
    model: "scripted",
    choices: [],
    usage,
  };
  const message = `!usage none\n!say Much\n!raw ${JSON.stringify(chunk)}`;
  const sent = await sendMessage(db, app, { message });
  expect(await untilFinal(db, { ...app, runId: sent.runId })).toMatchObject({
    status: "completed",
    error: null,
    usage: { inputTokens: 2_147_483_647, outputTokens: 7 },
  });
});
