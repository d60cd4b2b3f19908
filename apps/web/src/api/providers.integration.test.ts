import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { startModelServer } from "@slipway/testing/model-server/start-model-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestWeb, testWeb } from "./test/test-web.ts";

const apiKey = "sk-planted-provider-key";
let web: TestWeb;
let headers: Record<string, string>;

beforeAll(async () => {
  web = await testWeb();
  headers = await web.keyOf("admin");
});
afterAll(() => web[Symbol.asyncDispose]());

let made = 0;
async function testOf(provider: object) {
  made += 1;
  const body = { name: `p${made}`, api: "openai-completions", ...provider };
  const created = await web.call({ method: "POST", path: "/api/v1/providers", headers, body });
  expect(created.status).toBe(201);
  const tested = await web.call({
    method: "POST",
    path: `/api/v1/providers/${created.body.id}/test`,
    headers,
  });
  expect(tested.status).toBe(200);
  return tested.body;
}

/** An endpoint without a list of models, which answers as it is told. */
async function endpoint(
  status: number,
  body: string,
): Promise<AsyncDisposable & { readonly url: string; readonly paths: string[] }> {
  const paths: string[] = [];
  const server: Server = createServer((incoming, outgoing) => {
    paths.push(`${incoming.method} ${incoming.url}`);
    const isList = incoming.url?.replace(/\?.*$/, "") === "/v1/models";
    outgoing.writeHead(isList ? 404 : status, { "content-type": "application/json" }).end(isList ? "" : body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => void server.close(() => resolve()).closeAllConnections());
  return { url: `http://127.0.0.1:${port}/v1`, paths, [Symbol.asyncDispose]: close };
}

it("calls the endpoint with the stored key and lists its models", async () => {
  await using server = await startModelServer({ apiKey });
  expect(await testOf({ baseUrl: `${server.url}/v1`, apiKey })).toEqual({
    ok: true,
    latencyMs: expect.any(Number),
    status: 200,
    message: "The endpoint answered and lists 2 models.",
    models: ["scripted", "scripted-small"],
    details: [{ id: "scripted" }, { id: "scripted-small" }],
  });
});

it.each([
  { api: "openai-responses", path: "/v1", facts: {} },
  {
    api: "anthropic-messages",
    path: "/v1",
    facts: { name: "The model scripted", contextWindow: 200_000, maxOutputTokens: 64_000 },
  },
  {
    api: "google-generative-ai",
    path: "/v1beta",
    facts: {
      name: "The model scripted",
      contextWindow: 1_048_576,
      maxOutputTokens: 65_536,
      reasoning: true,
    },
  },
])("asks a provider of $api in its own words, and repeats its own refusal", async ({ api, path, facts }) => {
  await using server = await startModelServer({ apiKey });
  const test = await testOf({ api, baseUrl: `${server.url}${path}`, apiKey });
  expect(test).toMatchObject({ ok: true, status: 200, models: ["scripted", "scripted-small"] });
  expect(test.details[0]).toEqual({ id: "scripted", ...facts });
  const wrong = await testOf({ api, baseUrl: `${server.url}${path}`, apiKey: "sk-planted-wrong-key" });
  expect(wrong).toMatchObject({ ok: false, message: expect.stringMatching(/key/i), models: [], details: [] });
  expect(JSON.stringify(wrong)).not.toContain("planted-wrong");
});

it.each([
  { api: "openai-responses", path: "/v1/responses" },
  { api: "anthropic-messages", path: "/v1/messages" },
  { api: "google-generative-ai", path: "/v1/models/m1:generateContent" },
])("asks a model of $api where there is no list", async ({ api, path }) => {
  await using good = await endpoint(200, "{}");
  expect(await testOf({ api, baseUrl: good.url, models: [{ id: "m1" }] })).toMatchObject({ ok: true });
  expect(good.paths[1]).toBe(`POST ${path}`);
});

it("C61 says what the provider says about a refused key, without the key", async () => {
  await using server = await startModelServer({ apiKey: "another" });
  const test = await testOf({ baseUrl: `${server.url}/v1/`, apiKey });
  expect(test).toMatchObject({ ok: false, status: 401, models: [] });
  expect(test.message).toMatch(/^The endpoint answered 401: \S+/);
  expect(JSON.stringify(test)).not.toContain(apiKey);
});

it("asks a model where there is no list, and repeats what the provider says, the key taken out", async () => {
  await using good = await endpoint(200, "{}");
  expect(await testOf({ baseUrl: good.url, models: [{ id: "m1" }] })).toMatchObject({
    ok: true,
    message: "The endpoint lists no models; m1 answered.",
  });
  expect(good.paths).toEqual(["GET /v1/models", "POST /v1/chat/completions"]);
  expect(await testOf({ baseUrl: good.url })).toMatchObject({ ok: false, status: 404 });

  await using bad = await endpoint(
    400,
    JSON.stringify({ error: { message: `The key ${apiKey} has no credit.` } }),
  );
  expect(await testOf({ baseUrl: bad.url, apiKey, models: [{ id: "m1" }] })).toMatchObject({
    ok: false,
    status: 400,
    message: "The endpoint answered 400: The key [redacted] has no credit.",
  });
});

it("says why an endpoint cannot be reached", async () => {
  const gone = await endpoint(200, "");
  await gone[Symbol.asyncDispose]();
  expect(await testOf({ baseUrl: gone.url })).toEqual({
    ok: false,
    latencyMs: null,
    status: null,
    message: "Nothing answers at this address (connection refused).",
    models: [],
    details: [],
  });
  expect(await testOf({ baseUrl: "http://169.254.169.254/v1" })).toMatchObject({
    ok: false,
    message: expect.stringContaining("does not call"),
  });
});

it("C69 shows a stored key nowhere: not in an answer, not in the log", async () => {
  const provider = { name: "secretive", api: "openai-completions", baseUrl: "http://127.0.0.1:1/v1", apiKey };
  const created = await web.call({ method: "POST", path: "/api/v1/providers", headers, body: provider });
  const listed = await web.call({ method: "GET", path: "/api/v1/providers", headers });
  const path = `/api/v1/providers/${created.body.id}`;
  const changed = await web.call({ method: "PATCH", path, headers, body: { models: [{ id: "m" }] } });
  expect([created.body.hasApiKey, changed.body.hasApiKey, changed.body.models]).toEqual([
    true,
    true,
    [{ id: "m" }],
  ]);
  expect(JSON.stringify([created.body, listed.body, changed.body])).not.toContain(apiKey);
  expect(web.log()).not.toContain(apiKey);
  const models = await web.call({ method: "GET", path: "/api/v1/models", headers });
  expect(models.body.items.map(({ ref }: { ref: string }) => ref)).toEqual(
    expect.arrayContaining(["secretive/m", "demo/demo"]),
  );
  expect((await web.call({ method: "DELETE", path, headers })).status).toBe(204);
});
