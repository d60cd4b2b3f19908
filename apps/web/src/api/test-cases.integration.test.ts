import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestWeb, testWeb } from "./test/test-web.ts";

let web: TestWeb;
let headers: Record<string, string>;
let base: string;

beforeAll(async () => {
  web = await testWeb();
  headers = await web.keyOf("editor");
  const body = { name: "Tried", type: "chat", config: { model: "demo/demo", instructions: "" } };
  const made = await web.call({ method: "POST", path: "/api/v1/apps", headers, body });
  base = `/api/v1/apps/${made.body.app.slug}`;
});
afterAll(() => web[Symbol.asyncDispose]());

const call = (method: "DELETE" | "GET" | "PATCH" | "POST", path: string, body?: unknown) =>
  web.call({ method, path: `${base}${path}`, headers, ...(body === undefined ? {} : { body }) });

it("saves, lists, changes and removes test cases", async () => {
  const saved = await call("POST", "/cases", { input: { message: "When does the yard open?" } });
  expect(saved).toMatchObject({ status: 201, body: { name: "When does the yard open?" } });
  expect((await call("GET", "/cases")).body).toEqual({ items: [saved.body], nextCursor: null });
  const changed = await call("PATCH", `/cases/${saved.body.id}`, { name: "Hours" });
  expect(changed).toMatchObject({
    status: 200,
    body: { name: "Hours", input: { message: "When does the yard open?" } },
  });
  expect((await call("DELETE", `/cases/${saved.body.id}`)).status).toBe(204);
  expect((await call("DELETE", `/cases/${saved.body.id}`)).status).toBe(404);
  expect((await call("PATCH", `/cases/${saved.body.id}`, { name: "Hours" })).status).toBe(404);
});

it("refuses what no run of the app could take, and says where", async () => {
  const refused = await call("POST", "/cases", { input: {} });
  expect(refused).toMatchObject({
    status: 400,
    body: { error: { code: "invalid_request", details: [{ path: "input.message" }] } },
  });
  const halfCharacter = { input: { message: "ok" }, name: "\ud800" };
  expect((await call("POST", "/cases", halfCharacter)).status).toBe(400);
});

it("lets a viewer read cases, not save them", async () => {
  const viewer = { headers: await web.keyOf("viewer") };
  expect((await web.call({ method: "GET", path: `${base}/cases`, ...viewer })).status).toBe(200);
  const body = { input: { message: "Hello" } };
  expect((await web.call({ method: "POST", path: `${base}/cases`, body, ...viewer })).status).toBe(403);
});

it("finds the runs of messages by their ids, within an app", async () => {
  const ids = ["case.1", "case.2", "case.3"];
  for (const clientMessageId of ids) {
    const body = { input: { message: "Hello" }, clientMessageId };
    const sent = { ...headers, prefer: "respond-async" };
    const run = await web.call({ method: "POST", path: `${base}/invoke`, headers: sent, body });
    expect(run.status).toBe(202);
  }
  const app = (await call("GET", "")).body.id;
  const search = `appId=${app}&clientMessageId=case.1,case.3,case.9`;
  const found = await web.call({ method: "GET", path: `/api/v1/runs?${search}`, headers });
  const told = found.body.items.map((run: { clientMessageId: string }) => run.clientMessageId);
  expect(told).toEqual(["case.3", "case.1"]);
});
