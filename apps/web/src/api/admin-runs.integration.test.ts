import { noteEndedRuns } from "@slipway/db/history/note-ended-runs";
import { actAsRunner } from "@slipway/db/testing/act-as-runner";
import { type GivenApp, givenApp } from "@slipway/db/testing/given-app";
import { sendMessage } from "@slipway/db/testing/send-message";
import { ProjectRun } from "@slipway/schemas/public-api/admin-runs";
import { routes } from "@slipway/schemas/public-api/routes";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestWeb, testWeb } from "./test/test-web.ts";

const start = Date.parse("2026-11-20T10:00:00.000Z");
const minute = (n: number) => new Date(start + n * 60_000);
let web: TestWeb;
let one: GivenApp;
let other: GivenApp;
let owner: Record<string, string>;
/** The newest first, in turns of the two projects. */
let runIds: string[];

beforeAll(async () => {
  web = await testWeb();
  const { db } = web.services;
  [one, other] = [await givenApp(db.pool), await givenApp(db.pool)];
  await db.pool.query("update project set name = 'Other yard' where id = $1", [other.projectId]);
  const key = await web.keyOf("editor", other.projectId);
  const { rows } = await db.pool.query<{ id: string }>("select id from api_key where project_id = $1", [
    other.projectId,
  ]);
  owner = await web.browser();
  const runner = await actAsRunner(db);
  runIds = [];
  for (const [n, given] of [one, other, one, other].entries()) {
    const userId = given === other ? (rows[0]?.id ?? null) : null;
    const sent = await sendMessage(db, given, { message: `Question ${n}`, now: minute(n), userId });
    runIds.unshift(sent.runId);
    const { lease } = await runner.claimOne();
    await runner.finish(lease, { now: new Date(), ...(n === 1 ? failed : {}) });
  }
  await web.call({
    method: "PUT",
    path: `/api/v1/runs/${runIds[0]}/feedback`,
    headers: key,
    body: { rating: "up" },
  });
});
afterAll(() => web[Symbol.asyncDispose]());

const failed = {
  stopReason: "error" as const,
  outputText: null,
  error: { code: "provider_error" as const, message: "It said no.", retryable: false },
};
const get = (path: string, headers = owner) => web.call({ method: "GET", path: `/api/v1${path}`, headers });
const ids = async (query: string) =>
  (await get(`/admin/runs?${query}`)).body.items.map((run: unknown) => ProjectRun.parse(run).id);

describe.each([
  ["a moment after the runs ended", async () => 0],
  ["once the history has taken them over", () => noteEndedRuns(web.services.db.pool)],
])("%s", (_, prepare) => {
  beforeAll(async () => void (await prepare()));

  it("C62 the owner pages through the runs of all projects, newest first, each once", async () => {
    const seen: string[] = [];
    for (let cursor = ""; ; ) {
      const { status, body } = await get(`/admin/runs?limit=1${cursor && `&cursor=${cursor}`}`);
      expect(status).toBe(200);
      seen.push(...body.items.map(({ id }: ProjectRun) => id));
      if (body.nextCursor === null) break;
      cursor = body.nextCursor;
    }
    expect(seen).toEqual(runIds);
    const { items } = (await get("/admin/runs")).body;
    expect(items.map(({ projectId }: ProjectRun) => projectId)).toEqual(
      [other, one, other, one].map(({ projectId }) => projectId),
    );
  });

  it("C62 narrows them by the same filters, and by project", async () => {
    expect(await ids(`projectId=${other.projectId}`)).toEqual([runIds[0], runIds[2]]);
    expect(await ids(`projectId=${other.projectId},${one.projectId}&limit=3`)).toEqual(runIds.slice(0, 3));
    expect(await ids("status=failed")).toEqual([runIds[2]]);
    expect(await ids(`appId=${one.app.id}`)).toEqual([runIds[1], runIds[3]]);
    expect(await ids("feedback=up")).toEqual([runIds[0]]);
    expect(await ids("q=question")).toEqual(runIds);
    expect(await ids(`q=%22question%202%22&projectId=${one.projectId}`)).toEqual([runIds[1]]);
    expect(await ids(`q=%22question%202%22&projectId=${other.projectId}`)).toEqual([]);
    expect(await ids("projectId=prj_nowhere")).toEqual([]);
    expect((await get("/admin/runs?project=all")).status).toBe(400);
  });

  it("sums them up", async () => {
    const sum = async (query: string) => (await get(`/admin/runs/stats?${query}`)).body.total;
    expect(await sum("")).toMatchObject({ runs: 4, completed: 3, failed: 1 });
    expect(await sum(`projectId=${other.projectId}`)).toMatchObject({ runs: 2, completed: 1, failed: 1 });
    expect(await sum("q=question&status=completed")).toMatchObject({ runs: 3 });
    const day = `from=${minute(-600).toISOString()}&to=${minute(600).toISOString()}`;
    expect(await sum(day)).toMatchObject({ runs: 4, failed: 1 });
  });

  it("exports them with their projects' names", async () => {
    const csv = String((await get("/admin/runs/export")).body)
      .trimEnd()
      .split("\r\n");
    expect(csv).toHaveLength(5);
    expect(csv[0]).toMatch(/,traceId,project$/);
    expect(csv[1]).toMatch(/,A editor,.*,Other yard$/);
    const lines = String((await get(`/admin/runs/export?format=ndjson&projectId=${one.projectId}`)).body)
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map(({ id, project }) => [id, project])).toEqual([
      [runIds[1], "Test"],
      [runIds[3], "Test"],
    ]);
  });
});

it("tells the owner the projects, and who starts runs in them", async () => {
  const names = (await get("/admin/projects")).body.items.map(({ name }: { name: string }) => name);
  expect(names).toContain("Other yard");
  const senders = async (query: string) =>
    (await get(`/admin/runs/senders?${query}`)).body.items.map(({ name }: { name: string }) => name);
  expect(await senders(`projectId=${other.projectId}`)).toEqual(["A editor"]);
  expect(await senders("")).toEqual(expect.arrayContaining(["A editor", "Ada"]));
});

it("opens a run of another project for the owner to read, and nothing else of it", async () => {
  const [runId = ""] = runIds;
  const { status, body } = await get(`/admin/runs/${runId}`);
  expect([status, body.id, body.projectId]).toEqual([200, runId, other.projectId]);
  for (const part of ["", "/config", "/trace", "/feedback"]) {
    expect((await get(`/runs/${runId}${part}`)).status, part).toBe(200);
  }
  expect((await get(`/sessions/${body.sessionId}/feedback`)).body.items).toMatchObject([{ rating: "up" }]);
  expect((await get(`/traces/${body.traceId}/outline`)).status).toBe(200);
  const change = { method: "POST", path: `/api/v1/runs/${runId}/cancel`, headers: owner, body: {} } as const;
  expect((await web.call(change)).status).toBe(404);
  expect((await get("/admin/runs/run_nothing")).body.error.code).toBe("not_found");
});

it("C64 is for the owner of the instance: others are told so, and find no run of another project", async () => {
  const owned = routes.filter(({ path }) => path.startsWith("/admin/"));
  expect(owned.every(({ role }) => role === "owner")).toBe(true);
  const admin = await web.keyOf("admin", one.projectId);
  const [runId = ""] = runIds;
  for (const { path } of owned) {
    const { status, body } = await get(path.replace("{run}", runId), admin);
    expect([status, body.error.code, body.error.message]).toEqual([
      403,
      "forbidden",
      expect.stringContaining("owner of the instance"),
    ]);
  }
  for (const part of ["", "/config", "/trace", "/feedback", "/events"]) {
    expect((await get(`/runs/${runId}${part}`, admin)).status, part).toBe(404);
  }
  await web.services.prisma.user.updateMany({ data: { isOwner: false } });
  const noOwner = await web.browser();
  expect((await get("/admin/runs", noOwner)).status).toBe(403);
  expect((await get(`/runs/${runId}`, noOwner)).status).toBe(404);
});
