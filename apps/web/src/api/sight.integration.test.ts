import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { context, type Span, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { SimpleSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { rollUpRuns } from "@slipway/db/overview/roll-up-runs";
import { beatRunner } from "@slipway/db/runners/beat-runner";
import { storeSpans } from "@slipway/db/spans/store-spans";
import { actAsRunner } from "@slipway/db/testing/act-as-runner";
import { givenApp } from "@slipway/db/testing/given-app";
import { sendMessage } from "@slipway/db/testing/send-message";
import { beatWeb } from "@slipway/db/webs/beat-web";
import { AdminOverview } from "@slipway/schemas/public-api/admin-overview";
import { routes } from "@slipway/schemas/public-api/routes";
import { Feedback } from "@slipway/schemas/runs/feedback";
import type { StoredSpan } from "@slipway/schemas/traces/span";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startWebHeartbeat } from "#server/web-heartbeat.ts";
import { type TestWeb, testWeb } from "./test/test-web.ts";

let web: TestWeb;
let otlpUrl: string;

beforeAll(async () => {
  web = await testWeb();
  otlpUrl = `${web.url}/api/otlp/v1/traces`;
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
});

const traceId = () => randomUUID().replaceAll("-", "");
const spanId = () => traceId().slice(0, 16);
const post = (body: unknown, headers: Record<string, string>) => {
  const sent = typeof body === "string" ? body : JSON.stringify(body);
  return fetch(otlpUrl, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: sent,
  });
};
const readTrace = async (id: string, headers: Record<string, string>) =>
  await web.call({ method: "GET", path: `/api/v1/traces/${id}`, headers });

function spanOf(change: Record<string, unknown>): Record<string, unknown> {
  const startTimeUnixNano = "1763715600000000123";
  return {
    name: "call",
    kind: 3,
    startTimeUnixNano,
    endTimeUnixNano: "1763715600500000999",
    spanId: spanId(),
    ...change,
  };
}
const requestOf = (spans: unknown[]) => ({
  resourceSpans: [
    {
      resource: { attributes: [{ key: "service.name", value: { stringValue: "shop" } }] },
      scopeSpans: [{ spans }],
    },
  ],
});

describe("OTLP in", () => {
  it("C65 takes what an unmodified exporter sends, into the tree of our own trace", async () => {
    const headers = await web.keyOf("editor");
    const exporter = new OTLPTraceExporter({ url: otlpUrl, headers, compression: "gzip" as never });
    const provider = new TracerProvider({
      resource: resourceFromAttributes({ "service.name": "shop" }),
      spanProcessors: [new SimpleSpanProcessor({ exporter })],
    });
    const tracer = provider.getTracer("shop");
    const checkout = tracer.startSpan("checkout", {
      attributes: { "user.id": "u1", items: 3, total: 9.5, vip: true },
    });
    const under = (span: Span) => trace.setSpan(context.active(), span);
    const ask = tracer.startSpan("ask the agent", { attributes: { tags: ["a", "b"] } }, under(checkout));
    ask.addEvent("retried", { times: 2 });
    ask.setStatus({ code: 2, message: "too slow" });
    ask.end();
    checkout.end();
    const ids = ask.spanContext();
    const ours: StoredSpan = {
      traceId: ids.traceId,
      spanId: spanId(),
      parentSpanId: ids.spanId,
      name: "POST /apps/{app}/invoke",
      kind: "server",
      startTime: "2026-11-21T09:00:00.000001Z",
      endTime: "2026-11-21T09:00:01.000001Z",
      status: { code: "unset" },
      attributes: {},
      events: [],
    };
    await storeSpans(web.services.db.pool, [{ projectId: web.projectId, span: ours }]);
    await provider.forceFlush();
    await provider.shutdown();
    const { status, body } = await readTrace(ids.traceId, headers);
    expect(status).toBe(200);
    const named = new Map(body.spans.map((span: StoredSpan) => [span.name, span]));
    expect(named.get("checkout")).toMatchObject({
      parentSpanId: null,
      attributes: { "service.name": "shop", "user.id": "u1", items: 3, total: 9.5, vip: true },
    });
    expect(named.get("ask the agent")).toMatchObject({
      parentSpanId: checkout.spanContext().spanId,
      status: { code: "error", message: "too slow" },
      attributes: { tags: ["a", "b"] },
      events: [{ name: "retried", attributes: { times: 2 } }],
    });
    expect(named.get("POST /apps/{app}/invoke")).toMatchObject({ parentSpanId: ids.spanId });
    // Another project has nothing of it.
    const projectId = `prj_${randomUUID()}`;
    await web.services.prisma.project.create({ data: { id: projectId, slug: projectId, name: "Strangers" } });
    expect((await readTrace(ids.traceId, await web.keyOf("viewer", projectId))).status).toBe(404);
  });

  it("takes JSON, keeps what it can, and says what it could not", async () => {
    const headers = await web.keyOf("editor");
    const id = traceId();
    const good = spanOf({ traceId: id.toUpperCase(), attributes: [{ key: "nested", value: kvlist }] });
    const answer = await post(
      requestOf([good, spanOf({ traceId: "short" }), spanOf({ traceId: id, name: 7 })]),
      headers,
    );
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      partialSuccess: { rejectedSpans: "2", errorMessage: expect.stringContaining("traceId") },
    });
    const { body } = await readTrace(id, headers);
    expect(body.spans).toMatchObject([
      {
        name: "call",
        kind: "client",
        startTime: "2025-11-21T09:00:00.000000Z",
        attributes: { nested: '{"deep":[1,"two"]}', "service.name": "shop" },
      },
    ]);
  });

  const kvlist = {
    kvlistValue: {
      values: [
        { key: "deep", value: { arrayValue: { values: [{ intValue: "1" }, { stringValue: "two" }] } } },
      ],
    },
  };

  it("C62 tells the outline of a trace without what was said, finds in all of it, and reads one span whole", async () => {
    const headers = await web.keyOf("editor");
    const [id, chat] = [traceId(), spanId()];
    const text = (key: string, value: string) => ({ key, value: { stringValue: value } });
    const attributes = [
      text("gen_ai.operation.name", "chat"),
      { key: "gen_ai.usage.input_tokens", value: { intValue: "12" } },
      text("gen_ai.output.messages", 'It said "100% sure"'),
    ];
    const child = spanOf({ traceId: id, parentSpanId: chat, name: "GET /files" });
    await post(
      requestOf([spanOf({ traceId: id, spanId: chat, name: "chat gpt-5", attributes }), child]),
      headers,
    );
    const read = (path: string, as = headers) =>
      web.call({ method: "GET", path: `/api/v1/traces/${id}/${path}`, headers: as });
    const outline = await read("outline");
    expect(outline.status).toBe(200);
    expect(
      outline.body.spans.toSorted((one: StoredSpan, other: StoredSpan) => (one.name < other.name ? 1 : -1)),
    ).toEqual([
      expect.objectContaining({
        spanId: chat,
        name: "chat gpt-5",
        attributes: { "gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 12 },
      }),
      expect.objectContaining({ parentSpanId: chat, name: "GET /files", attributes: {} }),
    ]);
    const { startsUs, chats, ...columns } = (await read("columns")).body;
    const order = outline.body.spans.map((span: StoredSpan) => span.spanId);
    expect(columns).toEqual({
      traceId: id,
      spanIds: order,
      parentSpanIds: outline.body.spans.map((span: StoredSpan) => span.parentSpanId),
      names: outline.body.spans.map((span: StoredSpan) => span.name),
      durationsUs: [500_000, 500_000],
      failed: [],
    });
    const startUs = 1_763_715_600_000_000;
    expect([startsUs, chats]).toEqual([[startUs, startUs], [[chat, 12, null, null]]]);
    const find = async (q: string) => (await read(`search?q=${encodeURIComponent(q)}`)).body.spanIds;
    expect(await find('"100% SURE"')).toEqual([chat]);
    expect(await find("output.messages")).toEqual([chat]);
    expect(await find("get /files")).toEqual([child.spanId]);
    expect(await find("1_0")).toEqual([]);
    const whole = await read(`spans/${chat}`);
    expect(whole.body).toMatchObject({ kind: "client", attributes: { "gen_ai.operation.name": "chat" } });
    expect(whole.body.attributes["gen_ai.output.messages"]).toContain("100% sure");
    expect((await read(`spans/${spanId()}`)).status).toBe(404);
    const strangers = `prj_${randomUUID()}`;
    await web.services.prisma.project.create({ data: { id: strangers, slug: strangers, name: "Strangers" } });
    const other = await web.keyOf("viewer", strangers);
    expect((await read("outline", other)).body.spans).toEqual([]);
    expect((await read("columns", other)).body).toMatchObject({ spanIds: [], chats: [] });
    expect((await read("search?q=chat", other)).body.spanIds).toEqual([]);
    expect((await read(`spans/${chat}`, other)).status).toBe(404);
  });

  it("C61 keeps no secret, and no content where the project does not want any", async () => {
    const headers = await web.keyOf("editor");
    const [open, closed] = [traceId(), traceId()];
    const attributes = [
      { key: "gen_ai.prompt", value: { stringValue: "the password=hunter2hunter2" } },
      { key: "slipway.project.id", value: { stringValue: "prj_other" } },
    ];
    await post(requestOf([spanOf({ traceId: open, attributes })]), headers);
    const admin = await web.keyOf("admin");
    const switched = { method: "PATCH", path: "/api/v1/project", headers: admin } as const;
    expect((await web.call({ ...switched, body: { capturesContent: false } })).body.capturesContent).toBe(
      false,
    );
    await post(requestOf([spanOf({ traceId: closed, attributes })]), headers);
    await web.call({ ...switched, body: { capturesContent: true } });
    const attributesOf = async (id: string) => (await readTrace(id, headers)).body.spans[0].attributes;
    expect(await attributesOf(open)).toEqual({
      "service.name": "shop",
      "gen_ai.prompt": "the password=[secret]",
    });
    expect(await attributesOf(closed)).toEqual({ "service.name": "shop" });
  });

  it("rewrites no span that is there", async () => {
    const headers = await web.keyOf("editor");
    const [id, span] = [traceId(), spanId()];
    await post(requestOf([spanOf({ traceId: id, spanId: span, name: "first" })]), headers);
    await post(requestOf([spanOf({ traceId: id, spanId: span, name: "forged" })]), headers);
    expect((await readTrace(id, headers)).body.spans.map(({ name }: StoredSpan) => name)).toEqual(["first"]);
  });

  it("C66 refuses what is too large, unpacks to too much, or is broken, and writes nothing", async () => {
    const headers = await web.keyOf("editor");
    const proto = { ...headers, "content-type": "application/x-protobuf" };
    const send = (body: Uint8Array<ArrayBuffer>, more: Record<string, string> = {}) =>
      fetch(otlpUrl, { method: "POST", headers: { ...proto, ...more }, body });
    const bomb = gzipSync(Buffer.alloc(64 * 1_048_576));
    expect((await send(bomb, { "content-encoding": "gzip" })).status).toBe(413);
    expect((await send(new Uint8Array(5 * 1_048_576))).status).toBe(413);
    expect((await send(Uint8Array.from([0x0a, 0xff, 0xff, 0x03]))).status).toBe(400);
    expect((await send(Uint8Array.from([1, 2, 3]), { "content-encoding": "gzip" })).status).toBe(400);
    expect((await send(Uint8Array.from([]), { "content-encoding": "br" })).status).toBe(400);
    expect((await send(Uint8Array.from([]), { "content-type": "text/plain" })).status).toBe(400);
    expect((await post("{", headers)).status).toBe(400);
    expect((await send(Uint8Array.from([]))).status).toBe(200);
    expect((await post({ resourceSpans: 7 }, headers)).status).toBe(400);
    // Values inside values inside values: read to a depth, not to the end of the stack.
    let deep: Buffer<ArrayBuffer> = Buffer.from([0x08, 0x01]);
    for (let depth = 0; depth < 200; depth++) deep = field(5, field(1, deep));
    const nested = field(1, field(2, field(2, field(9, field(2, deep)))));
    expect((await send(Uint8Array.from(nested))).status).toBe(400);
  });
});

function field(number: number, value: Uint8Array): Buffer<ArrayBuffer> {
  const varint = (rest: number): number[] =>
    rest < 128 ? [rest] : [(rest % 128) + 128, ...varint(Math.floor(rest / 128))];
  return Buffer.concat([Buffer.from([number * 8 + 2, ...varint(value.length)]), value]);
}

async function endedRun(
  projectId?: string,
): Promise<{ projectId: string; runId: string; sessionId: string }> {
  const { db } = web.services;
  const app = await givenApp(db.pool);
  if (projectId) await moveTo(projectId, app);
  const given = projectId ? { ...app, projectId } : app;
  const sent = await sendMessage(db, given);
  const runner = await actAsRunner(db);
  const claimed = await runner.claimOne();
  await db.pool.query(`update run set status = 'running' where id = $1`, [claimed.lease.runId]);
  await db.pool.query(
    `update run set status = 'failed', stop_reason = 'error', finished_at = now(), last_seq = 9, input_tokens = 100,
       output_tokens = 20, cost_micro_usd = 4200 where id = $1`,
    [claimed.lease.runId],
  );
  await db.pool.query("update session set active_run_id = null, lease_token = null where id = $1", [
    sent.sessionId,
  ]);
  return { projectId: given.projectId, ...sent };
}

async function moveTo(projectId: string, app: { readonly app: { readonly id: string } }): Promise<void> {
  const { pool } = web.services.db;
  await pool.query(
    `insert into app (project_id, id, slug, name, type, latest_revision, updated_at)
     select $1, id, id, name, type, latest_revision, now() from app where id = $2 limit 1`,
    [projectId, app.app.id],
  );
}

describe("feedback", () => {
  it("is one opinion for each person and key, shown with its name, and finds runs", async () => {
    const { runId, sessionId } = await endedRun(web.projectId);
    const person = await web.browser();
    const key = await web.keyOf("editor");
    const path = `/api/v1/runs/${runId}/feedback`;
    const give = (headers: Record<string, string>, body: unknown) =>
      web.call({ method: "PUT", path, headers, body });
    expect((await give(person, { rating: "up" })).status).toBe(200);
    const second = await give(person, { rating: "down", note: "It made the figures up." });
    expect(Feedback.parse(second.body)).toMatchObject({
      runId,
      authorName: "Ada",
      isOwn: true,
      rating: "down",
    });
    expect((await give(key, { rating: "up" })).body).toMatchObject({ authorName: "A editor", note: null });
    const bad = await give(key, { rating: "meh" });
    expect([bad.status, bad.body.error.details[0].path]).toEqual([400, "rating"]);
    const list = async (of: string) => (await web.call({ method: "GET", path: of, headers: key })).body.items;
    const opinions = [
      { rating: "down", note: "It made the figures up." },
      { rating: "up", note: null },
    ];
    expect(await list(path)).toMatchObject(opinions);
    expect(await list(`/api/v1/sessions/${sessionId}/feedback`)).toMatchObject(opinions);
    const ids = async (feedback: string) =>
      (await list(`/api/v1/runs?sessionId=${sessionId}&feedback=${feedback}`)).map(
        (run: { id: string }) => run.id,
      );
    expect(await ids("down")).toEqual([runId]);
    expect((await web.call({ method: "DELETE", path, headers: person })).status).toBe(204);
    expect(await ids("down")).toEqual([]);
    expect(await ids("up")).toEqual([runId]);
    const viewer = await web.keyOf("viewer");
    expect((await give(viewer, { rating: "up" })).status).toBe(403);
    const projectId = `prj_${randomUUID()}`;
    await web.services.prisma.project.create({ data: { id: projectId, slug: projectId, name: "Strangers" } });
    expect((await give(await web.keyOf("admin", projectId), { rating: "up" })).status).toBe(404);
  });
});

describe("the overview", () => {
  it("shows the owner every project, the same before and after what ended was summed up", async () => {
    const { projectId } = await endedRun();
    const { db } = web.services;
    const app = await givenApp(db.pool);
    await sendMessage(db, app);
    const headers = await web.browser();
    const read = async (range = "24h") => {
      const { status, body } = await web.call({
        method: "GET",
        path: `/api/v1/admin/overview?range=${range}`,
        headers,
      });
      expect(status).toBe(200);
      return AdminOverview.parse(body);
    };
    const before = await read();
    expect(before.now.queued).toBeGreaterThanOrEqual(1);
    expect(before.now.oldestQueuedMs).toBeGreaterThanOrEqual(0);
    expect(before.series).toHaveLength(72);
    const ours = {
      id: projectId,
      name: "Test",
      runs: 1,
      failed: 1,
      cancelled: 0,
      tokens: 120,
      costUsd: 0.0042,
    };
    expect(before.projects).toContainEqual(ours);
    expect(before.runners.map(({ state }) => state)).toContain("working");
    // As if some minutes had passed: what was counted row by row is in the summary now.
    await rollUpRuns(db, new Date(Date.now() + 5 * 60_000));
    const { rows } = await db.pool.query("select sum(runs)::int as runs from run_minute");
    expect(rows[0].runs).toBe(before.totals.runs);
    const after = await read();
    expect([after.totals, after.projects]).toEqual([before.totals, before.projects]);
    await rollUpRuns(db, new Date(Date.now() + 6 * 60_000));
    expect((await read()).totals).toEqual(before.totals);
    expect((await read("1h")).totals).toEqual(before.totals);
    expect((await read("7d")).series).toHaveLength(84);
  });

  it("C59 tells the owner what all webs and runners have lost, whichever web answers", async () => {
    const { db } = web.services;
    const counts = (failed: number, dropped: number) => ({ accepted: 9, exported: 1, failed, dropped });
    const process = { contractVersion: "1", host: "yard", pid: 7 };
    const lost = { store: counts(1, 2), otlp: counts(20, 30) };
    await beatWeb(db.pool, { ...process, id: "web_other", telemetry: lost });
    await beatRunner(db.pool, {
      ...process,
      id: "rnr_lossy",
      capacity: 1,
      running: 0,
      isDraining: false,
      telemetry: { store: counts(100, 0), otlp: counts(0, 0) },
    });
    const heartbeat = startWebHeartbeat(web.services);
    const headers = await web.browser();
    const read = async () => {
      const { body } = await web.call({ method: "GET", path: "/api/v1/admin/overview", headers });
      return AdminOverview.parse(body);
    };
    await vi.waitFor(async () => expect((await read()).webs).toHaveLength(2), { timeout: 10_000 });
    const overview = await read();
    expect(overview.webs.map(({ id }) => id).sort()).toEqual([overview.web.id, "web_other"].sort());
    expect(overview.webs.find(({ id }) => id === "web_other")).toMatchObject({
      state: "working",
      telemetry: lost,
    });
    expect(overview.spansLost).toEqual({ store: 103, otlp: 50 });
    await heartbeat.stop();
    expect((await read()).webs.map(({ id }) => id)).toEqual(["web_other"]);
    await db.pool.query("update web set heartbeat_at = now() - interval '1 minute'");
    expect((await read()).webs).toMatchObject([{ id: "web_other", state: "silent" }]);
  });

  it("C64 is nobody's but the owner's", async () => {
    const owned = routes.filter(({ role }) => role === "owner");
    expect(owned.map(({ path }) => path)).toContain("/admin/overview");
    const headers = await web.keyOf("admin");
    const { status, body } = await web.call({ method: "GET", path: "/api/v1/admin/overview", headers });
    expect([status, body.error.code]).toEqual([403, "forbidden"]);
  });
});

it("C60 shows an admin what the web counts, and nobody else", async () => {
  const read = async (headers: Record<string, string>) =>
    await web.call({ method: "GET", path: "/api/metrics", headers });
  const { status, body, headers } = await read(await web.keyOf("admin"));
  expect([status, headers.get("content-type")]).toEqual([200, expect.stringContaining("text/plain")]);
  expect(body).toMatch(/^slipway_http_request_duration_seconds_count\{method="\w+",status="\d+"\} \d+$/m);
  expect(body).toMatch(/^slipway_queue_age_seconds [\d.]+$/m);
  expect(body).toMatch(/^slipway_nodejs_eventloop_lag_seconds [\d.e-]+$/m);
  expect((await read(await web.keyOf("editor"))).status).toBe(403);
  expect((await read({})).status).toBe(401);
});
