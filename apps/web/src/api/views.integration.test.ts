import { noteEndedRuns } from "@slipway/db/history/note-ended-runs";
import { markRunning } from "@slipway/db/runs/mark-running";
import { actAsRunner } from "@slipway/db/testing/act-as-runner";
import { givenApp } from "@slipway/db/testing/given-app";
import { sendMessage } from "@slipway/db/testing/send-message";
import { Run } from "@slipway/schemas/runs/run";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestWeb, testWeb } from "./test/test-web.ts";

let web: TestWeb;
let person: Record<string, string>;

beforeAll(async () => {
  web = await testWeb();
  person = await web.browser();
});
afterAll(() => web[Symbol.asyncDispose]());

type Headers = Record<string, string>;
const list = async (headers: Headers) =>
  (await web.call({ method: "GET", path: "/api/v1/runs/views", headers })).body.items;
const save = (headers: Headers, body: object) =>
  web.call({ method: "POST", path: "/api/v1/runs/views", headers, body });
const change = (id: string, headers: Headers, body: object) =>
  web.call({ method: "PATCH", path: `/api/v1/runs/views/${id}`, headers, body });
const remove = (id: string, headers: Headers) =>
  web.call({ method: "DELETE", path: `/api/v1/runs/views/${id}`, headers });

it("keeps a person's own views apart from those that the project shares", async () => {
  const editor = await web.keyOf("editor");
  const viewer = await web.keyOf("viewer");
  const mine = await save(person, { name: " Mine ", filters: { status: "failed", period: "24h" } });
  expect([mine.status, mine.body]).toEqual([
    201,
    {
      id: expect.stringMatching(/^viw_/),
      name: "Mine",
      filters: { status: "failed", period: "24h" },
      isShared: false,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    },
  ]);
  const ours = await save(editor, { name: "Ours", filters: {}, isShared: true });
  expect(await list(person)).toEqual([mine.body, ours.body]);
  expect(await list(viewer)).toEqual([ours.body]);
  const elsewhere = await givenApp(web.services.db.pool);
  expect(await list(await web.keyOf("admin", elsewhere.projectId))).toEqual([]);
  expect((await change(mine.body.id, editor, { name: "Stolen" })).status).toBe(404);
  expect((await remove(ours.body.id, viewer)).status).toBe(403);
  expect((await save(viewer, { name: "No", filters: {}, isShared: true })).status).toBe(403);
  expect((await save(viewer, { name: "For me", filters: {} })).status).toBe(201);
});

it("renames, narrows, shares and removes a view", async () => {
  const { id } = (await save(person, { name: "Draft", filters: { model: "demo/demo" } })).body;
  const changed = await change(id, person, { name: "Done", filters: { q: "refund" }, isShared: true });
  expect(changed.body).toMatchObject({ id, name: "Done", filters: { q: "refund" }, isShared: true });
  expect((await change(id, person, { name: "Again" })).body).toMatchObject({
    name: "Again",
    filters: { q: "refund" },
    isShared: true,
  });
  expect((await change(id, person, { name: "" })).body.error.details).toMatchObject([{ path: "name" }]);
  expect((await remove(id, person)).status).toBe(204);
  expect((await remove(id, person)).status).toBe(404);
  expect((await list(person)).some((view: { id: string }) => view.id === id)).toBe(false);
  const nul = { name: "N\u0000", filters: {} };
  expect((await save(person, nul)).status).toBe(400);
});

it("takes a hundred views each, and says so", async () => {
  const headers = await web.keyOf("viewer");
  for (let n = 0; n < 100; n++) await save(headers, { name: `View ${n}`, filters: {} });
  const { status, body } = await save(headers, { name: "One more", filters: {} });
  expect([status, body.error.code]).toEqual([409, "conflict"]);
  const first = (await list(headers)).find(({ isShared }: { isShared: boolean }) => !isShared);
  expect((await change(first.id, headers, { name: "Renamed" })).status).toBe(200);
});

it("says who started a run by name: a person, or a key, also once it is revoked", async () => {
  const { db } = web.services;
  const created = await web.call({
    method: "POST",
    path: "/api/v1/keys",
    headers: person,
    body: { name: "Nightly job", role: "editor" },
  });
  const program = { authorization: `Bearer ${created.body.value}` };
  const slug = "who";
  const app = { name: slug, slug, type: "chat", templateId: "blank-chat" };
  expect((await web.call({ method: "POST", path: "/api/v1/apps", headers: person, body: app })).status).toBe(
    201,
  );
  const ask = async (headers: Headers) => {
    const answer = await web.call({
      method: "POST",
      path: `/api/v1/apps/${slug}/invoke`,
      headers: { ...headers, prefer: "respond-async" },
      body: { input: { message: "Hello" } },
    });
    expect(answer.status, JSON.stringify(answer.body)).toBe(202);
    return Run.parse(answer.body);
  };
  const byPerson = await ask(person);
  const byKey = await ask(program);
  expect(byPerson.userId).toMatch(/^usr_/);
  expect(byPerson.keyId).toBeUndefined();
  expect([byKey.userId, byKey.keyId]).toEqual([null, created.body.id]);
  await web.call({ method: "DELETE", path: `/api/v1/keys/${created.body.id}`, headers: person });
  const senders = (await web.call({ method: "GET", path: "/api/v1/runs/senders", headers: person })).body
    .items;
  expect(senders).toContainEqual({ id: byPerson.userId, kind: "person", name: "Ada" });
  expect(senders).toContainEqual({ id: byKey.keyId, kind: "key", name: "Nightly job" });

  const get = async (path: string) =>
    (await web.call({ method: "GET", path: `/api/v1/runs${path}`, headers: person })).body;
  const runner = await actAsRunner(db);
  for (const { lease } of await runner.claim()) {
    await markRunning(db.pool, lease);
    await runner.finish(lease, {});
  }
  for (const prepare of [async () => 0, () => noteEndedRuns(db.pool)]) {
    await prepare();
    const found = await get(`?userId=${byKey.keyId}`);
    expect(found.items.map(({ id }: Run) => id)).toEqual([byKey.id]);
  }
  const lines = String(await get(`/export?format=csv&userId=${byKey.keyId}`)).split("\r\n");
  const cells = (line = "") => line.split(",");
  expect(cells(lines[1])[cells(lines[0]).indexOf("who")]).toBe("Nightly job");
  expect(String(await get("/export?format=ndjson"))).toContain('"who":"Ada"');
  // A run that nobody can name any more is still there.
  await sendMessage(db, { projectId: web.projectId, app: { id: byKey.app.id, slug, type: "chat" } });
  expect(String(await get("/export?format=ndjson"))).toContain('"who":null');
});

it("answers the exact configuration of a run, of a revision or of a draft, to its own project", async () => {
  const config = { model: "demo/demo", instructions: "A draft that nobody kept." };
  const ask = async (body: object) =>
    await web.call({
      method: "POST",
      path: "/api/v1/apps/who/invoke",
      headers: { ...person, prefer: "respond-async" },
      body: { input: { message: "Hello" }, ...body },
    });
  const drafted = Run.parse((await ask({ config })).body);
  const committed = Run.parse((await ask({ revision: 1 })).body);
  const read = async (id: string, headers = person) =>
    await web.call({ method: "GET", path: `/api/v1/runs/${id}/config`, headers });
  expect((await read(drafted.id)).body).toMatchObject({ revision: null, config });
  const revision = await web.call({ method: "GET", path: "/api/v1/apps/who/revisions/1", headers: person });
  expect((await read(committed.id)).body).toEqual({ revision: 1, config: revision.body.config });
  const { projectId } = await givenApp(web.services.db.pool);
  expect((await read(drafted.id, await web.keyOf("admin", projectId))).status).toBe(404);
});
