import { noteEndedRuns } from "@slipway/db/history/note-ended-runs";
import { actAsRunner } from "@slipway/db/testing/act-as-runner";
import { type GivenApp, givenApp } from "@slipway/db/testing/given-app";
import { sendMessage } from "@slipway/db/testing/send-message";
import type { RunStats } from "@slipway/schemas/public-api/run-stats";
import { Run } from "@slipway/schemas/runs/run";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestWeb, testWeb } from "./test/test-web.ts";

const start = Date.parse("2026-11-20T10:00:00.000Z");
const hour = (n: number) => new Date(start + n * 3_600_000);
let web: TestWeb;
let given: GivenApp;
let headers: Record<string, string>;

beforeAll(async () => {
  web = await testWeb();
  const { db } = web.services;
  given = await givenApp(db.pool);
  headers = await web.keyOf("viewer", given.projectId);
  const runner = await actAsRunner(db);
  await sendMessage(db, await givenApp(db.pool), { message: "Another project's" });
  await runner.claim();
  const progress = (tokens: number, costMicroUsd: number | null) => ({
    usage: {
      inputTokens: tokens,
      outputTokens: tokens,
      cacheReadTokens: 0,
      cacheWriteTokens: 0,
      reasoningTokens: 0,
      turns: 1,
      toolCalls: 0,
    },
    costMicroUsd,
    ttftMs: 5,
  });
  const ends = [
    { now: hour(0), message: 'First, "quoted"\nand long', end: { progress: progress(10, 2_000_000) } },
    { now: hour(1), message: "=1+1", end: { progress: progress(5, null), outputText: "+cmd" } },
    {
      now: new Date(hour(1).getTime() + 1),
      message: "Bad",
      end: {
        stopReason: "error" as const,
        outputText: null,
        error: { code: "provider_error" as const, message: "It said no.", retryable: false },
      },
    },
  ];
  for (const { now, message, end } of ends) {
    await sendMessage(db, given, { message, now });
    const { lease } = await runner.claimOne();
    await runner.finish(lease, { now: new Date(Date.now() + 4_000), ...end });
  }
  await sendMessage(db, given, { message: "Waits", now: hour(2) });
});
afterAll(() => web[Symbol.asyncDispose]());

const get = (path: string) => web.call({ method: "GET", path: `/api/v1/runs/${path}`, headers });

describe.each([
  ["a moment after the runs ended", async () => 0],
  ["once the history has taken them over", () => noteEndedRuns(web.services.db.pool)],
])("%s", (_, prepare) => {
  beforeAll(async () => void (await prepare()));

  it("C62 sums up what the filters find, by time", async () => {
    const { status, body } = await get(`stats?from=${hour(0).toISOString()}&to=${hour(3).toISOString()}`);
    expect([status, body.bucketMs]).toEqual([200, 300_000]);
    expect(body.total).toMatchObject({
      runs: 4,
      completed: 2,
      failed: 1,
      cancelled: 0,
      tokens: 30,
      costUsd: 2,
    });
    expect(body.total.p95DurationMs).toBeGreaterThan(3_000);
    expect(body.items.map((item: { at: string; runs: number }) => [item.at, item.runs])).toEqual([
      [hour(0).toISOString(), 1],
      [hour(1).toISOString(), 2],
      [hour(2).toISOString(), 1],
    ]);
    // Nobody knows yet how long what waits will take.
    const durations = body.items.map(({ p50DurationMs }: RunStats["items"][number]) => p50DurationMs);
    expect(durations).toEqual([expect.any(Number), expect.any(Number), null]);
    const failed = await get("stats?status=failed");
    expect([failed.body.total.runs, failed.body.items.length]).toEqual([1, 1]);
  });

  it("C62 exports each run on a line, as CSV that no spreadsheet runs", async () => {
    const answer = await get("export?format=csv");
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const [head, waiting, bad, formula] = String(answer.body).split("\r\n");
    expect(head).toMatch(/^id,createdAt,app,type,/);
    expect(waiting).toContain(",queued,,Waits,");
    expect(bad).toContain(",failed,error,Bad,,provider_error: It said no.,");
    expect(formula).toContain(",completed,completed,'=1+1,'+cmd,");
    expect(answer.body).toContain('"First, ""quoted""\nand long"');
    expect(answer.body).not.toContain("Another");
  });

  it("C62 exports runs as they are, as NDJSON", async () => {
    const answer = await get("export?format=ndjson&status=completed");
    const runs = String(answer.body)
      .trimEnd()
      .split("\n")
      .map((line) => Run.parse(JSON.parse(line)));
    expect(runs.map(({ input }) => input.message)).toEqual(["=1+1", 'First, "quoted"\nand long']);
  });
});

it("C62 knows no duration of a run that never started, at its end and once the history has taken it over", async () => {
  const { db } = web.services;
  const { runId } = await sendMessage(db, given, { message: "Never mind", now: hour(5) });
  const cancelled = await web.call({
    method: "POST",
    path: `/api/v1/runs/${runId}/cancel`,
    headers: await web.keyOf("editor", given.projectId),
  });
  expect(cancelled.status).toBe(200);
  for (const prepare of [async () => 0, () => noteEndedRuns(db.pool)]) {
    await prepare();
    const { body } = await get("stats?status=cancelled");
    expect(body.total).toMatchObject({ runs: 1, cancelled: 1, p50DurationMs: null, p95DurationMs: null });
  }
});

it("says what is wrong with a filter before it exports anything", async () => {
  expect((await get("export?q=%25")).body.error).toMatchObject({ code: "invalid_request" });
  expect((await get("export?format=xml")).body.error.details).toMatchObject([{ path: "format" }]);
  expect((await get("stats?limit=1")).status).toBe(400);
});

it("keeps for how many days sessions stay, as admins say", async () => {
  const change = async (role: "editor" | "admin", body: object) =>
    await web.call({
      method: "PATCH",
      path: "/api/v1/project",
      headers: await web.keyOf(role, given.projectId),
      body,
    });
  expect((await change("editor", { retentionDays: 30 })).status).toBe(403);
  expect((await change("admin", { retentionDays: 0 })).body.error.details).toMatchObject([
    { path: "retentionDays" },
  ]);
  expect((await change("admin", { retentionDays: 30 })).body).toMatchObject({
    retentionDays: 30,
    capturesContent: true,
  });
  expect((await change("admin", { capturesContent: false })).body).toMatchObject({ retentionDays: 30 });
  expect((await change("admin", { retentionDays: null, capturesContent: true })).body).toMatchObject({
    retentionDays: null,
    capturesContent: true,
  });
});
