import { expect, it } from "vitest";
import { createServices } from "#server/create-services.ts";
import { isDatabaseAway } from "#server/to-answerable-error.ts";
import { origin, type TestWeb, testWeb } from "./test/test-web.ts";

async function withWeb(test: (web: TestWeb) => Promise<void>): Promise<void> {
  await using web = await testWeb();
  await test(web);
}

it("gives every answer its request's id, forbids storing it, and logs one line without secrets", () =>
  withWeb(async (web) => {
    const headers = await web.keyOf("viewer");
    const answer = await web.call({ method: "GET", path: "/api/v1/templates", headers });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const requestId = answer.headers.get("x-request-id");
    expect(requestId).toMatch(/^req_/);
    const lines = web
      .log()
      .split("\n")
      .filter((line) => line.includes(requestId ?? "none"));
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      method: "GET",
      path: "/api/v1/templates",
      status: 200,
      requestId,
      durationMs: expect.any(Number),
    });
    expect(web.log()).not.toContain(headers.authorization?.slice(7));
  }));

it("names what is wrong with a request: unknown and repeated query fields, broken bodies, unknown body fields", () =>
  withWeb(async (web) => {
    const headers = await web.keyOf("admin");
    const ask = async (path: string, body?: unknown) => {
      const answer = await web.call({ method: body === undefined ? "GET" : "POST", path, headers, body });
      return [answer.status, answer.body.error.code, answer.body.error.details?.[0]?.path];
    };
    expect(await ask("/api/v1/apps?limit=5&colour=red")).toEqual([400, "invalid_request", "colour"]);
    expect(await ask("/api/v1/apps?limit=0")).toEqual([400, "invalid_request", "limit"]);
    expect(await ask("/api/v1/apps?limit=1&limit=2")).toEqual([400, "invalid_request", "limit"]);
    expect(await ask("/api/v1/apps?cursor=made-up")).toEqual([400, "invalid_request", "cursor"]);
    expect(await ask("/api/v1/templates?x=1")).toEqual([400, "invalid_request", "x"]);
    expect(await ask("/api/v1/apps", "{")).toEqual([400, "invalid_request", undefined]);
    expect(await ask("/api/v1/apps", { name: "A", type: "chat", colour: "red" })).toEqual([
      400,
      "invalid_request",
      "colour",
    ]);
    const tools = { builtin: [] };
    const permissions = { default: "ask", rules: [] };
    const gates = { model: "demo/demo", instructions: "", tools, permissions, gates: [] };
    expect(await ask("/api/v1/apps", { name: "A", type: "agent", config: gates })).toEqual([
      422,
      "invalid_config",
      "config.gates",
    ]);
    const config = { model: "demo/demo", parameters: { temperature: 3 } };
    expect(await ask("/api/v1/apps", { name: "A", type: "chat", config })).toEqual([
      422,
      "invalid_config",
      "config.parameters.temperature",
    ]);
    expect(await ask("/api/v1/apps", { name: "A", type: "chat", templateId: "none" })).toEqual([
      400,
      "invalid_request",
      "templateId",
    ]);
    expect(await ask("/api/v1/nowhere")).toEqual([404, "not_found", undefined]);
  }));

it("C66 refuses a body over 1 MiB", () =>
  withWeb(async (web) => {
    const headers = await web.keyOf("editor");
    const body = { name: "x".repeat(2 * 1_048_576), type: "chat" };
    const answer = await web.call({ method: "POST", path: "/api/v1/apps", headers, body });
    expect([answer.status, answer.body.error.code]).toEqual([413, "payload_too_large"]);
  }));

it("refuses a browser's write from another site, without an origin, and one that is no JSON", () =>
  withWeb(async (web) => {
    const browser = await web.browser();
    const { cookie = "" } = browser;
    const write = async (headers: Record<string, string>) =>
      (await web.call({ method: "POST", path: "/api/v1/apps", headers, body: { name: "A", type: "chat" } }))
        .status;
    expect(await write(browser)).toBe(201);
    expect(await write({ cookie, origin: "https://evil.example" })).toBe(403);
    expect(await write({ cookie, origin: "null" })).toBe(403);
    expect(await write({ cookie })).toBe(403);
    expect(await write({ cookie, origin, "content-type": "text/plain" })).toBe(400);
    const read = await web.call({ method: "GET", path: "/api/v1/apps", headers: { cookie } });
    expect([read.status, read.body.items.length]).toEqual([200, 1]);
    expect(read.body.items[0].createdBy).toBe("Ada");
  }));

it("hides what went wrong inside, and tells its own log", () =>
  withWeb(async (web) => {
    const headers = await web.keyOf("viewer");
    await web.services.db.pool.query("alter table app rename to planted_table");
    const answer = await web.call({ method: "GET", path: "/api/v1/apps", headers });
    expect(answer).toMatchObject({ status: 500, body: { error: { code: "internal" } } });
    expect(JSON.stringify(answer.body)).not.toMatch(/relation|select|app\b.*does not exist/i);
    expect(answer.body.error.requestId).toBe(answer.headers.get("x-request-id"));
    expect(web.log()).toContain(answer.body.error.requestId);
    expect(web.log()).toMatch(/does not exist/);
  }));

it("says that the database is away, and when to come back", () =>
  withWeb(async (web) => {
    const headers = await web.keyOf("viewer");
    const { cookie = "" } = await web.browser();
    const away = createServices(
      { ...web.services.env, databaseUrl: "postgresql://nobody@127.0.0.1:1/none" },
      web.services.logger,
    );
    globalThis.slipwayServices = away;
    const answer = await web.call({ method: "GET", path: "/api/v1/apps", headers });
    expect([answer.status, answer.body.error.code]).toEqual([503, "unavailable"]);
    expect(answer.headers.get("retry-after")).toBe("2");
    expect((await web.call({ method: "GET", path: "/api/v1/apps", headers: { cookie } })).status).toBe(503);
    const ready = await web.call({ method: "GET", path: "/api/ready" });
    expect([ready.status, ready.body.missing[0].what]).toEqual([503, "database"]);
    expect((await web.call({ method: "GET", path: "/api/health" })).status).toBe(200);
    await away.prisma.$disconnect();
    await away.db.close();
  }));

it("knows a database that went away in the middle of a statement, through the driver and through the ORM", () =>
  withWeb(async ({ services }) => {
    const kill = "select pg_terminate_backend(pg_backend_pid())";
    const byDriver = await services.db.pool.query(kill).catch((error: unknown) => error);
    const byOrm = await services.prisma.$queryRawUnsafe(kill).catch((error: unknown) => error);
    expect([isDatabaseAway(byDriver), isDatabaseAway(byOrm)]).toEqual([true, true]);
    const wrong = await services.prisma.$queryRawUnsafe("select nothing").catch((error: unknown) => error);
    expect([isDatabaseAway(wrong), isDatabaseAway(new Error("other"))]).toEqual([false, false]);
  }));

it("C66 holds back a key that starts too many runs, with 429 and Retry-After, and nobody else", async () => {
  await using web = await testWeb({ invokePerSecond: 0.1 });
  const loud = await web.keyOf("editor");
  const quiet = await web.keyOf("editor");
  const steer = (headers: Record<string, string>, body: unknown = { message: "Hello" }) =>
    web.call({ method: "POST", path: "/api/v1/runs/run_none/steer", headers, body });
  expect([(await steer(loud)).status, (await steer(loud)).status]).toEqual([404, 404]);
  // Before its body is read.
  const refused = await steer(loud, "{");
  expect({ status: refused.status, code: refused.body.error.code }).toEqual({
    status: 429,
    code: "rate_limited",
  });
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await steer(quiet)).status).toBe(404);
  expect((await web.call({ method: "GET", path: "/api/v1/runs", headers: loud })).status).toBe(200);
});
