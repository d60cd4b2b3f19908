import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestWeb, testWeb } from "./test/test-web.ts";

let web: TestWeb;
let headers: Record<string, string>;

beforeAll(async () => {
  web = await testWeb();
  headers = await web.keyOf("editor");
});
afterAll(() => web[Symbol.asyncDispose]());

const config = { model: "demo/demo", instructions: "Answer in one sentence." };

async function newApp(name: string): Promise<string> {
  const body = { name, type: "chat", config };
  const { status, body: made } = await web.call({ method: "POST", path: "/api/v1/apps", headers, body });
  expect(status).toBe(201);
  return made.app.slug;
}

function commit(app: string, body: object) {
  return web.call({ method: "POST", path: `/api/v1/apps/${app}/revisions`, headers, body });
}

function read(path: string) {
  return web.call({ method: "GET", path: `/api/v1/apps/${path}`, headers });
}

function deploy(app: string, environment: string, revision: number) {
  const path = `/api/v1/apps/${app}/deployments/${environment}`;
  return web.call({ method: "PUT", path, headers, body: { revision } });
}

function invoke(app: string, body: object = {}) {
  return web.call({
    method: "POST",
    path: `/api/v1/apps/${app}/invoke`,
    headers: { ...headers, prefer: "respond-async" },
    body: { input: { message: "Hello" }, ...body },
  });
}

it("C67 tells what a revision changed, field by field and word by word, against any other", async () => {
  const app = await newApp("Compared");
  await commit(app, { config: { ...config, instructions: "Answer in two sentences." }, message: "Longer" });
  await commit(app, { config: { ...config, parameters: { temperature: 0.2 } }, message: "Calmer" });
  const { status, body } = await read(`${app}/revisions/3/diff?against=1`);
  expect([status, body]).toEqual([
    200,
    {
      from: expect.objectContaining({ number: 1, message: "First revision" }),
      to: expect.objectContaining({ number: 3, message: "Calmer" }),
      changes: [{ kind: "added", path: "parameters.temperature", after: 0.2 }],
    },
  ]);
  expect(body.to).not.toHaveProperty("config");
  const last = await read(`${app}/revisions/2/diff`);
  expect([last.body.from.number, last.body.to.number]).toEqual([1, 2]);
  expect(last.body.changes).toEqual([
    {
      kind: "reworded",
      path: "instructions",
      before: "Answer in one sentence.",
      after: "Answer in two sentences.",
      pieces: [
        { kind: "same", text: "Answer in " },
        { kind: "removed", text: "one sentence" },
        { kind: "added", text: "two sentences" },
        { kind: "same", text: "." },
      ],
    },
  ]);
  // The other way round shows what rolling back would do.
  const back = await read(`${app}/revisions/1/diff?against=3`);
  expect(back.body.changes).toEqual([{ kind: "removed", path: "parameters.temperature", before: 0.2 }]);
  const first = await read(`${app}/revisions/1/diff`);
  expect([first.body.from, first.body.changes.length]).toEqual([null, 2]);
});

it("lists the history without the configurations where only the heads are asked for", async () => {
  const app = await newApp("Long prompts");
  await commit(app, { config, message: "Again" });
  const [all, heads] = [await read(`${app}/revisions`), await read(`${app}/revisions?fields=head&limit=1`)];
  expect(all.body.items[0].config).toEqual(config);
  const { config: _, ...head } = all.body.items[0];
  expect(heads.body).toEqual({ items: [head], nextCursor: expect.any(String) });
  const next = await read(`${app}/revisions?fields=head&cursor=${heads.body.nextCursor}`);
  expect(next.body.items.map((item: object) => Object.keys(item).includes("config"))).toEqual([false]);
  expect((await read(`${app}/revisions?fields=none`)).status).toBe(400);
});

it("answers 404 for a diff with a revision that there is none of, 400 for one that is no number", async () => {
  const app = await newApp("Short history");
  const ask = async (path: string) => {
    const { status, body } = await read(`${app}/revisions/${path}`);
    return [status, body.error.code];
  };
  expect(await ask("9/diff")).toEqual([404, "not_found"]);
  expect(await ask("1/diff?against=9")).toEqual([404, "not_found"]);
  expect(await ask("first/diff")).toEqual([404, "not_found"]);
  expect(await ask("1/diff?against=first")).toEqual([400, "invalid_request"]);
});

it("C67 gives commits at once gapless numbers, and tells all but one of those on the same parent", async () => {
  const app = await newApp("Contended over HTTP");
  const free = await Promise.all(Array.from({ length: 12 }, () => commit(app, { config })));
  expect(free.map(({ body }) => body.number).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 12 }, (_, at) => at + 2),
  );
  const bound = await Promise.all(
    Array.from({ length: 6 }, (_, at) => commit(app, { config, message: `mine ${at}`, parent: 13 })),
  );
  expect(bound.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
  for (const { status, body } of bound.filter((answer) => answer.status === 409)) {
    expect([status, body.error.code, body.error.details]).toEqual([
      409,
      "conflict",
      { parent: 13, latestRevision: 14 },
    ]);
  }
  const { body } = await read(`${app}/revisions?limit=200`);
  expect(body.items.map(({ number }: { number: number }) => number)).toEqual(
    Array.from({ length: 14 }, (_, at) => 14 - at),
  );
});

it("C67 deploys to any environment, rolls back, keeps the history, and runs name what they used", async () => {
  const app = await newApp("Deployed over HTTP");
  await commit(app, { config: { ...config, instructions: "Second." }, message: "Second" });
  expect((await invoke(app)).body).toMatchObject({ revision: 2, environment: null });
  expect((await deploy(app, "production", 1)).status).toBe(200);
  expect((await deploy(app, "pilot-eu", 2)).body).toMatchObject({ environment: "pilot-eu", revision: 2 });
  expect((await invoke(app)).body).toMatchObject({ revision: 1, environment: "production" });
  expect((await invoke(app, { environment: "pilot-eu" })).body).toMatchObject({
    revision: 2,
    environment: "pilot-eu",
  });
  expect((await invoke(app, { revision: 2 })).body).toMatchObject({ revision: 2, environment: null });
  await deploy(app, "production", 2);
  await deploy(app, "production", 1);
  expect((await invoke(app)).body).toMatchObject({ revision: 1, environment: "production" });
  const { body } = await read(`${app}/deployments`);
  expect(
    body.history
      .filter(({ environment }: { environment: string }) => environment === "production")
      .map(({ revision }: { revision: number }) => revision),
  ).toEqual([1, 2, 1]);
  const wrong = await deploy(app, "Production!", 1);
  expect([wrong.status, wrong.body.error.details[0].path]).toEqual([400, "environment"]);
  const nowhere = await invoke(app, { environment: "staging" });
  expect(nowhere.status).toBe(404);
  expect(nowhere.body.error.message).toMatch(/staging/);
});

it("C67 refuses runs of an archived app, and keeps its revisions, deployments and runs", async () => {
  const app = await newApp("Retired");
  await deploy(app, "production", 1);
  const run = (await invoke(app)).body;
  expect((await web.call({ method: "DELETE", path: `/api/v1/apps/${app}`, headers })).status).toBe(200);
  const refused = await invoke(app);
  expect([refused.status, refused.body.error.code]).toEqual([409, "conflict"]);
  expect(refused.body.error.message).toMatch(/archived.*restore/i);
  const next = await web.call({
    method: "POST",
    path: `/api/v1/sessions/${run.sessionId}/runs`,
    headers,
    body: { input: { message: "Still there?" } },
  });
  expect([next.status, next.body.error.code]).toEqual([409, "conflict"]);
  expect((await read(`${app}/revisions/1`)).body.config).toEqual(config);
  expect((await read(`${app}/deployments`)).body.items).toHaveLength(1);
  const kept = await web.call({ method: "GET", path: `/api/v1/runs/${run.id}`, headers });
  expect(kept.body).toMatchObject({ id: run.id, revision: 1, environment: "production" });
});
