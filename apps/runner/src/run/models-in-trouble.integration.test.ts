import type { Db } from "@slipway/db/db";
import { readRunEvents } from "@slipway/db/events/read-events";
import { type GivenApp, givenApp } from "@slipway/db/testing/given-app";
import { sendMessage, testDb } from "@slipway/db/testing/send-message";
import { type TestDatabase, testDatabase } from "@slipway/db/testing/test-database";
import { findGrammarFault } from "@slipway/schemas/events/check-grammar";
import type { EventOf, EventType, SlipwayEvent } from "@slipway/schemas/events/event";
import { foldEvents } from "@slipway/schemas/events/fold-messages";
import { startModelServer } from "@slipway/testing/model-server/start-model-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestRunner, type TestRunner } from "#test/start-test-runner.ts";
import { untilEvent, untilFinal } from "#test/until.ts";

let database: TestDatabase;
let db: Db;
let models: Awaited<ReturnType<typeof startModelServer>>;
let runner: TestRunner;

beforeAll(async () => {
  database = await testDatabase();
  db = testDb(database.url);
  models = await startModelServer({ models: ["scripted", "second", "priceless"] });
  runner = await startTestRunner(database.url);
});

afterAll(async () => {
  await runner.end("SIGTERM");
  await models.close();
  await db.close();
  await database.close();
});

const cost = { input: 1, output: 2, cacheRead: 0, cacheWrite: 0 };
const dear = { input: 10, output: 20, cacheRead: 0, cacheWrite: 0 };

/** An app on the model `scripted`, with another one of the same provider to fall back to. */
function givenScriptedApp(config: Record<string, unknown> = {}): Promise<GivenApp> {
  const known = [{ id: "scripted", cost }, { id: "second", cost: dear }, { id: "priceless" }];
  return givenApp(db.pool, { provider: { baseUrl: `${models.url}/v1`, models: known }, config });
}

type Sent = Parameters<typeof sendMessage>[2];

async function tell(app: GivenApp, sent: NonNullable<Sent>, timeoutMs = 20_000) {
  const { sessionId, runId } = await sendMessage(db, app, sent);
  const run = await untilFinal(db, { ...app, runId, timeoutMs });
  const events = await readRunEvents(db.pool, { projectId: app.projectId, sessionId, runId, after: 0 });
  expect(findGrammarFault(events)).toBeNull();
  expect(shownText(events)).toBe(run.output?.text ?? "");
  return { run, events, sessionId };
}

function shownText(events: readonly SlipwayEvent[]): string {
  const parts = foldEvents(events).messages.flatMap(({ role, parts }) => (role === "assistant" ? parts : []));
  return parts.map((part) => (part.type === "text" ? part.text : "")).join("");
}

function all<T extends EventType>(events: readonly SlipwayEvent[], type: T): EventOf<T>[] {
  return events.filter((event): event is EventOf<T> => event.type === type);
}

it("C42 waits as long as a limit of rate asks for", async () => {
  const { run, events } = await tell(await givenScriptedApp(), {
    message: "!error 429 retry-after 2 times 1\n!say At last",
  });
  expect(run).toMatchObject({ status: "completed", output: { text: "At last" } });
  expect(all(events, "retry.scheduled")).toMatchObject([
    { attempt: 1, delayMs: 2_000, error: { code: "provider_rate_limited" } },
  ]);
  const [first, second] = all(events, "turn.started").map((event) => Date.parse(event.at));
  expect(second && first && second - first).toBeGreaterThanOrEqual(2_000);
});

it("C42 asks again after a stream that was cut before anything was shown", async () => {
  const { run, events } = await tell(await givenScriptedApp(), { message: "!cut times 1\n!say Whole" });
  expect(run).toMatchObject({ status: "completed", output: { text: "Whole" } });
  expect(all(events, "retry.scheduled")).toHaveLength(1);
});

it("C42 goes on without showing text twice after a stream that was cut once text was shown", async () => {
  models.script("!say One two\n!cut\n!then\n!say three four", (request) =>
    request.messages.some(({ text }) => text === "Count"),
  );
  models.script("!say three four", (request) => request.messages.some(({ text }) => text === "One two"));
  const { run, events } = await tell(await givenScriptedApp(), { message: "Count" });
  expect(run).toMatchObject({ status: "completed", output: { text: "One twothree four" } });
  expect(all(events, "turn.finished").map((event) => event.interrupted ?? false)).toEqual([true, false]);
});

it("C42 C32 fails at once for what no retry can mend, and with the original error after its retries", async () => {
  const refused = await tell(await givenScriptedApp(), { message: '!error 400 "No such thing"' });
  expect(refused.run).toMatchObject({
    status: "failed",
    error: { code: "provider_rejected", message: "No such thing", retryable: false },
    usage: { turns: 1 },
  });
  const limited = await tell(await givenScriptedApp(), { message: '!error 429 "Too fast"' });
  expect(limited.run).toMatchObject({
    status: "failed",
    error: { code: "provider_rate_limited", message: "Too fast", retryable: true },
    usage: { turns: 4 },
  });
  expect(all(limited.events, "retry.scheduled").map((event) => event.delayMs)).toEqual([500, 1_000, 2_000]);
});

it("C6 ends a run whose endpoint answers nonsense, and serves the next", async () => {
  const app = await givenScriptedApp();
  models.script("!say Sense\n!raw {nonsense");
  models.script("!raw {nonsense");
  models.script('!error 400 "No more"');
  const { run, events, sessionId } = await tell(app, { message: "Answer me" });
  expect(run).toMatchObject({
    status: "failed",
    stopReason: "error",
    error: { code: "provider_rejected" },
    output: { text: "Sense", partial: true },
  });
  expect(all(events, "retry.scheduled").map((event) => event.error.code)).toEqual([
    "provider_cut",
    "provider_cut",
  ]);
  const next = await tell(app, { sessionId, message: "!say Fine" });
  expect(next.run).toMatchObject({ status: "completed" });
});

it("C43 asks a silent model again at once and after five seconds, then fails as idle", async () => {
  const { run, events } = await tell(await givenScriptedApp(), {
    message: "!hang",
    budget: { idleTimeoutMs: 1_000 },
  });
  expect(run).toMatchObject({
    status: "failed",
    stopReason: "idle_timeout",
    error: { code: "idle_timeout", retryable: true },
  });
  expect(all(events, "retry.scheduled").map((event) => event.delayMs)).toEqual([0, 5_000]);
  expect(all(events, "turn.started")).toHaveLength(3);
});

it("C44 gives retries no time beyond the run's own", async () => {
  const startedAt = Date.now();
  const { run } = await tell(await givenScriptedApp(), {
    message: "!error 429 retry-after 30",
    budget: { maxDurationMs: 1_500 },
  });
  expect(run).toMatchObject({ status: "failed", stopReason: "timeout" });
  expect(Date.now() - startedAt).toBeLessThan(5_000);
});

it("C9 keeps what was said of a run that failed, with one mark that no model sees", async () => {
  const app = await givenScriptedApp();
  models.script("!say Said this\n!cut");
  models.script('!error 400 "Broken"');
  const failed = await tell(app, { message: "Say this" });
  expect(failed.run).toMatchObject({ status: "failed", output: { text: "Said this", partial: true } });
  const marks = foldEvents(failed.events).messages.flatMap(({ parts }) =>
    parts.filter(({ type }) => type === "error"),
  );
  expect(marks).toHaveLength(1);
  const next = await tell(app, { sessionId: failed.sessionId, message: "And then?" });
  expect(next.run.status).toBe("completed");
  const asked = await models.nextRequest((entry) => entry.request?.messages.at(-1)?.text === "And then?");
  expect(asked.request?.messages.map(({ text }) => text)).toEqual(["Say this", "Said this", "And then?"]);
});

it("C42 asks the fallback models in order, each by its own price, and names the one that answered", async () => {
  models.script('!error 401 "Wrong key"', (request) => request.model === "scripted");
  const app = await givenScriptedApp({ fallbackModels: ["scripted/gone", "scripted/second"] });
  const { run, events } = await tell(app, { message: "!say From the second\n!usage in 10 out 1" });
  expect(run).toMatchObject({
    status: "completed",
    model: "scripted/scripted",
    output: { text: "From the second" },
    costUsd: 0.00012,
  });
  expect(all(events, "turn.started").map((event) => event.model)).toEqual([
    "scripted/scripted",
    "scripted/second",
  ]);
  expect(all(events, "warning").map((event) => event.code)).toEqual(["model_missing", "model_fallback"]);
});

it("C42 falls back after text was shown, and goes on from it", async () => {
  models.script("!say Shown\n!cut", (request) => request.model === "scripted");
  models.script("!error 401", (request) => request.model === "scripted");
  models.script("!say and on", (request) => request.model === "second");
  const app = await givenScriptedApp({ fallbackModels: ["scripted/second"] });
  const { run } = await tell(app, { message: "Go" });
  expect(run).toMatchObject({ status: "completed", output: { text: "Shownand on" } });
});

it("C42 leaves a model alone after three failures in a row, meanwhile asks a fallback at once, then probes", async () => {
  const app = await givenScriptedApp();
  const patient = await sendMessage(db, app, { message: "!error 503 times 3\n!say Back again" });
  const where = { projectId: app.projectId, sessionId: patient.sessionId, runId: patient.runId };
  await untilEvent(
    db,
    where,
    (event) => event.type === "retry.scheduled" && event.error.code === "provider_unavailable",
  );
  const [revision] = (
    await db.pool.query<{ config: Record<string, unknown> }>(
      "select config from revision where app_id = $1",
      [app.app.id],
    )
  ).rows;
  const draftConfig = { ...revision?.config, fallbackModels: ["scripted/second"] };
  const other = await tell(app, { message: "!say Elsewhere", revision: null, draftConfig });
  expect(other.run).toMatchObject({
    status: "completed",
    output: { text: "Elsewhere" },
    usage: { turns: 1 },
  });
  expect(all(other.events, "turn.started").map((event) => event.model)).toEqual(["scripted/second"]);
  // Two more wait for the probe of the first, and all go on with it.
  const waiting = await Promise.all([1, 2].map((n) => sendMessage(db, app, { message: `!say Waited ${n}` })));
  const runs = await Promise.all(
    [patient, ...waiting].map(({ runId }) => untilFinal(db, { ...app, runId, timeoutMs: 40_000 })),
  );
  expect(runs.map((run) => run.output?.text)).toEqual(["Back again", "Waited 1", "Waited 2"]);
  const text = await (await fetch(`http://127.0.0.1:${runner.port}/metrics`)).text();
  expect(text).toMatch(/slipway_breaker_opened_total\{model="scripted\/scripted"\} [1-9]/);
}, 60_000);

it("C38 warns of a limit once when four fifths are used, and of a price that nobody knows", async () => {
  const { events } = await tell(await givenScriptedApp(), {
    message: "!say Nearly\n!usage in 80 out 10",
    budget: { maxTokens: 100, maxDurationMs: 60_000 },
  });
  expect(all(events, "budget.warned")).toMatchObject([{ kind: "maxTokens", current: 90, limit: 100 }]);
  const priceless = await tell(await givenScriptedApp(), {
    model: "scripted/priceless",
    message: "!error 503 times 1\n!say Free?",
    budget: { maxCostUsd: 1 },
  });
  expect(all(priceless.events, "warning").map((event) => event.code)).toEqual(["price_unknown"]);
  expect(priceless.run).toMatchObject({ status: "completed", costUsd: null });
  const slow = await tell(await givenScriptedApp(), { message: "!hang", budget: { maxDurationMs: 1_000 } });
  expect(all(slow.events, "budget.warned")).toMatchObject([
    { kind: "maxDurationMs", current: 800, limit: 1_000 },
  ]);
});

it("C38 stops before the next step with what was exhausted", async () => {
  const { run, events } = await tell(await givenScriptedApp(), {
    message: "!error 503 times 3\n!say Never",
    budget: { maxTurns: 2 },
  });
  expect(run).toMatchObject({
    status: "failed",
    stopReason: "max_turns",
    error: { details: { kind: "maxTurns", current: 2, limit: 2 } },
  });
  expect(all(events, "budget.exhausted")).toMatchObject([{ kind: "maxTurns", current: 2, limit: 2 }]);
  expect(all(events, "turn.started")).toHaveLength(2);
});
