import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Db } from "@slipway/db/db";
import { notify } from "@slipway/db/events/notify";
import { readRunEvents } from "@slipway/db/events/read-events";
import { cancelRun } from "@slipway/db/runs/cancel-run";
import type { NewRun } from "@slipway/db/runs/new-run";
import { listSpans } from "@slipway/db/spans/list-spans";
import { type GivenApp, givenApp } from "@slipway/db/testing/given-app";
import { sendMessage, testDb } from "@slipway/db/testing/send-message";
import { type TestDatabase, testDatabase } from "@slipway/db/testing/test-database";
import { resolveBudget } from "@slipway/schemas/runs/budget";
import type { StoredSpan } from "@slipway/schemas/traces/span";
import { startModelServer } from "@slipway/testing/model-server/start-model-server";
import { AgentSpan, ChatSpan, ToolSpan } from "@slipway/tracing/test/gen-ai-schemas";
import { startOtlpReceiver } from "@slipway/tracing/test/otlp-receiver";
import { newTraceContext } from "@slipway/tracing/trace-context";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestRunner, type TestRunner } from "#test/start-test-runner.ts";
import { until, untilEvent, untilFinal } from "#test/until.ts";

type ModelServer = Awaited<ReturnType<typeof startModelServer>>;
type Receiver = Awaited<ReturnType<typeof startOtlpReceiver>>;

const callerSpan = "00f067aa0ba902b7";

let database: TestDatabase;
let db: Db;
let models: ModelServer;
let receiver: Receiver;
let runner: TestRunner;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "slipway-trace-"));
  database = await testDatabase();
  db = testDb(database.url);
  models = await startModelServer({ apiKey: "sk-test" });
  receiver = await startOtlpReceiver();
  runner = await startTestRunner(database.url, environment(receiver.url));
});

afterAll(async () => {
  await runner.end("SIGTERM");
  await receiver[Symbol.asyncDispose]();
  await models.close();
  await db.close();
  await database.close();
  rmSync(folder, { recursive: true });
});

function environment(collector: string): Record<string, string> {
  return {
    SLIPWAY_DATA_DIR: folder,
    PATH: process.env.PATH ?? "",
    OTEL_EXPORTER_OTLP_ENDPOINT: collector,
    OTEL_BSP_SCHEDULE_DELAY: "200",
    // Whatever it says: the row's flags decide.
    OTEL_TRACES_SAMPLER: "always_off",
  };
}

const provider = () => {
  const cost = { input: 1, output: 2, cacheRead: 0.5, cacheWrite: 1 };
  return { baseUrl: `${models.url}/v1`, apiKey: "sk-test", models: [{ id: "scripted", cost }] };
};

type Sent = {
  readonly projectId: string;
  readonly sessionId: string;
  readonly runId: string;
  readonly traceId: string;
};

async function send(app: GivenApp, lines: readonly string[], change: Partial<NewRun> = {}): Promise<Sent> {
  const trace = { ...newTraceContext(), parentSpanId: callerSpan, traceState: "vendor=1" };
  const sent = await sendMessage(db, app, { message: lines.join("\n"), trace, ...change });
  return { projectId: app.projectId, traceId: trace.traceId, ...sent };
}

/** The run's spans, once its own has been stored; each is under one that is there, and has ended. */
async function spansOf({ projectId, traceId }: Sent): Promise<StoredSpan[]> {
  const spans = await until(
    "the run's own span",
    async () => {
      const stored = await listSpans(db.pool, { projectId, traceId, limit: 1_000 });
      return stored.some(({ name }) => name.startsWith("invoke_agent")) ? stored : null;
    },
    30_000,
  );
  const ids = new Set([callerSpan, ...spans.map(({ spanId }) => spanId)]);
  expect(spans.filter(({ parentSpanId }) => !ids.has(parentSpanId ?? ""))).toEqual([]);
  expect(spans.filter(({ startTime, endTime }) => startTime > endTime)).toEqual([]);
  return spans;
}

const treeOf = (spans: readonly StoredSpan[]) => {
  const nameOf = new Map(spans.map(({ spanId, name }) => [spanId, name]));
  return new Set(
    spans.map(({ name, parentSpanId }) => `${nameOf.get(parentSpanId ?? "") ?? "caller"} > ${name}`),
  );
};

const sumOf = (spans: readonly StoredSpan[], attribute: string) =>
  spans.reduce((sum, { attributes }) => sum + Number(attributes[attribute] ?? 0), 0);

it("C58 one trace from the caller to the model and its tools, in the database and at the collector", async () => {
  const config = { tools: { builtin: ["bash"] }, permissions: { default: "allow", rules: [] } };
  const app = await givenApp(db.pool, { type: "agent", provider: provider(), config });
  const sent = await send(app, [
    '!tool bash {"command":"echo $TRACEPARENT"}',
    "!usage in 100 out 10 cached 40",
    "!then",
    "!say Done",
    "!usage in 200 out 20",
  ]);
  const run = await untilFinal(db, sent);
  expect(run).toMatchObject({ status: "completed", app: { slug: "helper" }, revision: 1 });
  const spans = await spansOf(sent);
  expect(treeOf(spans)).toEqual(
    new Set([
      "caller > claim",
      "claim > invoke_agent helper",
      "invoke_agent helper > turn 1",
      "turn 1 > chat scripted",
      "turn 1 > execute_tool bash",
      "invoke_agent helper > turn 2",
      "turn 2 > chat scripted",
    ]),
  );
  for (const [attribute, expected] of [
    ["gen_ai.usage.input_tokens", run.usage.inputTokens],
    ["gen_ai.usage.output_tokens", run.usage.outputTokens],
    ["gen_ai.usage.cache_read.input_tokens", run.usage.cacheReadTokens],
    ["gen_ai.usage.cost", run.costUsd],
  ] as const) {
    expect(sumOf(spans, attribute)).toBeCloseTo(expected ?? 0, 10);
  }
  // The model was told under which span it was called, and so was the program.
  const chats = spans.filter(({ name }) => name === "chat scripted").map(({ spanId }) => spanId);
  const asked = models.requests.filter(({ headers }) => headers.traceparent?.includes(sent.traceId));
  expect(asked.map(({ headers }) => [headers.traceparent, headers.tracestate])).toEqual(
    chats.map((spanId) => [`00-${sent.traceId}-${spanId}-01`, "vendor=1"]),
  );
  const tool = spans.find(({ name }) => name === "execute_tool bash");
  expect(tool?.attributes["gen_ai.tool.call.result"]).toBe(`00-${sent.traceId}-${tool?.spanId}-01`);
  // What the collector was sent is the same, and as the conventions want it.
  const received = await until("the collector", () => {
    const ours = receiver.spans.filter(({ traceId }) => traceId === sent.traceId);
    return Promise.resolve(ours.length >= spans.length ? ours : null);
  });
  expect(received.map(({ spanId }) => spanId).toSorted()).toEqual(
    spans.map(({ spanId }) => spanId).toSorted(),
  );
  const named = (name: string) => received.filter((span) => span.name === name);
  for (const span of named("chat scripted")) {
    expect(ChatSpan.parse(span).attributes).toMatchObject({
      "gen_ai.response.id": expect.any(String),
      "gen_ai.response.model": "scripted",
    });
  }
  for (const span of named("execute_tool bash")) ToolSpan.parse(span);
  for (const span of named("invoke_agent helper")) AgentSpan.parse(span);
}, 60_000);

it("C58 ends every span however the run ends", async () => {
  const app = await givenApp(db.pool, { provider: provider() });
  const failed = await send(app, ['!error 401 "no"']);
  await untilFinal(db, failed);
  const endings = new Map((await spansOf(failed)).map(({ name, status }) => [name, status.code]));
  expect(endings).toEqual(
    new Map([
      ["claim", "unset"],
      ["invoke_agent helper", "error"],
      ["turn 1", "error"],
      ["chat scripted", "error"],
    ]),
  );
  const hung = await sendCancelled(app);
  expect(treeOf(await spansOf(hung))).toContain("turn 1 > chat scripted");
  const slow = await send(app, ["!hang"], { budget: resolveBudget({ maxDurationMs: 1_000 }, undefined) });
  expect(await untilFinal(db, slow)).toMatchObject({ stopReason: "timeout" });
  const [own] = (await spansOf(slow)).filter(({ name }) => name.startsWith("invoke_agent"));
  expect(own).toMatchObject({
    status: { code: "error" },
    attributes: { "slipway.run.stop_reason": "timeout", "slipway.run.status": "failed" },
  });
}, 60_000);

/** A run that somebody stops in the middle of its answer. */
async function sendCancelled(app: GivenApp): Promise<Sent> {
  const hung = await send(app, ["!say Some", "!hang after 1 tokens"]);
  await untilEvent(db, hung, ({ type }) => type === "text.delta");
  await cancelRun(db, { ...hung, reason: null, now: new Date() });
  await notify(db.pool, { cancel: [hung.runId] });
  expect(await untilFinal(db, hung)).toMatchObject({ status: "cancelled" });
  return hung;
}

async function readMetrics({ port }: TestRunner): Promise<string> {
  return await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
}

/** The sum over all labels of a metric; null where there is no such line. */
function readMetric(text: string, name: string): number | null {
  const lines = [...text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, "gm"))];
  return lines.length === 0 ? null : lines.reduce((sum, [, value]) => sum + Number(value), 0);
}

it("C60 as many runs were started as have ended, by status, and none is active; the queue has an age", async () => {
  const app = await givenApp(db.pool, { provider: provider() });
  const ended = (text: string, status: string) =>
    readMetric(text, `slipway_runs_ended_total\\{status="${status}",stop_reason="\\w+"\\}`) ?? 0;
  const statuses = ["completed", "failed", "cancelled"];
  const before = await readMetrics(runner);
  await untilFinal(db, await send(app, ["!say Fine"]));
  await untilFinal(db, await send(app, ["!say Fine too"]));
  await untilFinal(db, await send(app, ['!error 401 "no"']));
  await sendCancelled(app);
  const after = await until("all runs to be counted", async () => {
    const text = await readMetrics(runner);
    return readMetric(text, "slipway_runs_active") === 0 ? text : null;
  });
  expect(statuses.map((status) => ended(after, status) - ended(before, status))).toEqual([2, 1, 1]);
  const all = statuses.reduce((sum, status) => sum + ended(after, status), 0);
  const released = readMetric(after, "slipway_runs_released_total") ?? 0;
  expect(readMetric(after, "slipway_runs_started_total")).toBe(all + released);
  expect(readMetric(after, "slipway_queue_age_seconds")).toBe(0);
}, 60_000);

async function givenEndpoint(
  answer: RequestListener,
): Promise<AsyncDisposable & { readonly baseUrl: string }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function expectNowhere(secret: string): Promise<void> {
  const { rows: tables } = await db.pool.query<{ name: string }>(
    "select quote_ident(tablename) as name from pg_tables where schemaname = 'public'",
  );
  for (const { name } of tables) {
    const { rows } = await db.pool.query(`select 1 from ${name} as t where t::text like $1`, [`%${secret}%`]);
    expect([name, rows.length]).toEqual([name, 0]);
  }
  expect(runner.log()).not.toContain(secret);
  expect(JSON.stringify(receiver.spans)).not.toContain(secret);
}

it("C61 a key that an endpoint quotes is nowhere: not in the database, logs, spans or exports", async () => {
  const planted = "planted-key-51b0c9e7f2";
  await using endpoint = await givenEndpoint((request, response) => {
    const message = `Incorrect API key provided: ${request.headers.authorization}`;
    response
      .writeHead(401, { "content-type": "application/json" })
      .end(JSON.stringify({ error: { message } }));
  });
  const app = await givenApp(db.pool, { provider: { baseUrl: endpoint.baseUrl, apiKey: planted } });
  const sent = await send(app, ["Hello"]);
  const run = await untilFinal(db, sent);
  expect(run).toMatchObject({ status: "failed", error: { message: expect.stringContaining("[key]") } });
  await spansOf(sent);
  await expectNowhere(planted);
}, 60_000);

it("C61 a key that a model says in pieces is nowhere: not in events, output, record, spans or exports", async () => {
  const planted = "planted-key-9d20a4c8b6";
  await using endpoint = await givenEndpoint((request, response) => {
    request.resume();
    const said = `Your key is ${request.headers.authorization?.replace("Bearer ", "")}, keep it.`;
    response.writeHead(200, { "content-type": "text/event-stream" });
    const chunk = (choice: object) =>
      response.write(
        `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "scripted", choices: [{ index: 0, finish_reason: null, ...choice }] })}\n\n`,
      );
    for (const piece of said.match(/.{1,5}/g) ?? []) chunk({ delta: { role: "assistant", content: piece } });
    chunk({ delta: {}, finish_reason: "stop" });
    response.end("data: [DONE]\n\n");
  });
  const app = await givenApp(db.pool, { provider: { baseUrl: endpoint.baseUrl, apiKey: planted } });
  const sent = await send(app, ["Hello"]);
  const run = await untilFinal(db, sent);
  expect(run).toMatchObject({ status: "completed", output: { text: "Your key is [key], keep it." } });
  const events = await readRunEvents(db.pool, { ...sent, after: 0 });
  const shown = events.map((event) => (event.type === "text.delta" ? event.delta : "")).join("");
  expect(shown).toBe("Your key is [key], keep it.");
  await spansOf(sent);
  await expectNowhere(planted);
}, 60_000);

it("C58 C60 a run whose runner is killed counts as a lapse, and gets its spans from whoever ends it", async () => {
  const app = await givenApp(db.pool, { provider: provider() });
  const sent = await send(app, ["!say Some words", "!hang after 2 tokens"], { durable: false });
  await untilEvent(db, sent, ({ type }) => type === "text.delta");
  await runner.end("SIGKILL");
  runner = await startTestRunner(database.url, environment(receiver.url));
  expect(await untilFinal(db, { ...sent, timeoutMs: 40_000 })).toMatchObject({ stopReason: "runner_lost" });
  const spans = await spansOf(sent);
  expect(treeOf(spans)).toEqual(
    new Set([
      "caller > claim",
      "claim > invoke_agent helper",
      "invoke_agent helper > turn 1",
      "turn 1 > chat scripted",
    ]),
  );
  expect(spans.find(({ name }) => name === "chat scripted")?.attributes["slipway.interrupted"]).toBe(true);
  expect(readMetric(await readMetrics(runner), "slipway_lease_lapses_total")).toBe(1);
}, 90_000);

it("C59 C60 runs on where the collector does not answer, counts what that loses, and sends what has ended before it goes, however runs ended", async () => {
  const app = await givenApp(db.pool, { provider: provider() });
  await using silent = await startOtlpReceiver("hang");
  const deaf = await startTestRunner(database.url, {
    ...environment(silent.url),
    OTEL_BSP_SCHEDULE_DELAY: "50",
    OTEL_BSP_EXPORT_TIMEOUT: "200",
  });
  await runner.end("SIGTERM");
  const sent = await send(app, ["!say Hello"]);
  expect(await untilFinal(db, sent)).toMatchObject({ status: "completed" });
  await spansOf(sent);
  await until("the loss to be counted", async () => {
    const lost = 'slipway_spans\\{destination="otlp",outcome="failed"\\}';
    return (readMetric(await readMetrics(deaf), lost) ?? 0) >= 4;
  });
  await deaf.end("SIGTERM");
  // The next one waits long before it sends: what has ended leaves with it.
  await using late = await startOtlpReceiver();
  const patient = await startTestRunner(database.url, {
    ...environment(late.url),
    OTEL_BSP_SCHEDULE_DELAY: "600000",
  });
  const budget = resolveBudget({ maxDurationMs: 1_000 }, undefined);
  const ends = {
    completed: await send(app, ["!say Bye"]),
    error: await send(app, ['!error 401 "no"']),
    timeout: await send(app, ["!hang"], { budget }),
    cancelled: await sendCancelled(app),
  };
  for (const [stopReason, one] of Object.entries(ends)) {
    expect(await untilFinal(db, one)).toMatchObject({ stopReason });
  }
  expect(late.spans).toEqual([]);
  await patient.end("SIGTERM");
  for (const [stopReason, { traceId: own }] of Object.entries(ends)) {
    expect([stopReason, late.spans.filter(({ traceId }) => traceId === own).length]).toEqual([stopReason, 4]);
  }
}, 90_000);
