import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestWeb, testWeb } from "./test/test-web.ts";

let web: TestWeb;
let headers: Record<string, string>;

beforeAll(async () => {
  web = await testWeb();
  headers = await web.keyOf("editor");
});
afterAll(() => web[Symbol.asyncDispose]());

const post = (path: string, body: object) =>
  web.call({ method: "POST", path: `/api/v1${path}`, headers, body });
const get = (path: string) => web.call({ method: "GET", path: `/api/v1${path}`, headers });

async function exported(app: string): Promise<string> {
  const { status, headers: answered, body } = await get(`/apps/${app}/export`);
  expect([status, answered.get("content-type")]).toEqual([200, "application/yaml; charset=utf-8"]);
  return body;
}

const chat = `# An app of Slipway with all its revisions. Import it with New app, Import…
slipway: 1
app:
  name: Yard desk
  slug: yard-desk
  type: chat
deployments:
  pilot-eu: 1
  production: 2
revisions:
  - number: 1
    message: First revision
    config:
      model: demo/demo
      instructions: |
        You help.

        Answer in one sentence.
  - number: 2
    message: "Calmer: and shorter"
    config:
      model: demo/demo
      instructions: "You help.\\tShortly. "
      parameters:
        temperature: 0.2
`;

it("C67 gives the same app for the same file: text, numbers, messages, configurations, deployments", async () => {
  const made = await post("/apps/import", { file: chat });
  expect([made.status, made.body.app.slug, made.body.app.deployments]).toEqual([
    201,
    "yard-desk",
    { "pilot-eu": 1, production: 2 },
  ]);
  expect(made.body.revision).toMatchObject({ number: 2, message: "Calmer: and shorter" });
  expect(await exported("yard-desk")).toBe(chat);
  const first = await get("/apps/yard-desk/revisions/1");
  expect(first.body.config.instructions).toBe("You help.\n\nAnswer in one sentence.\n");
  // The next commit goes on from there.
  const next = await post("/apps/yard-desk/revisions", { config: first.body.config, message: "Back" });
  expect(next.body.number).toBe(3);
});

it("imports what was exported beside it, under a slug of its own and otherwise the same", async () => {
  const config = {
    model: "demo/demo",
    instructions: "# Yard\n\n- Read first.\n- Never: delete.\n",
    tools: { builtin: ["read", "bash"] },
    permissions: { default: "ask", rules: [{ tool: "bash", match: "ls *", action: "allow" }] },
    skills: [{ name: "tides", content: "High water at noon.\n" }],
  };
  const { body: original } = await post("/apps", { name: "Harbour", type: "agent", config });
  await post("/apps/harbour/revisions", { config: { ...config, durable: false }, message: "" });
  const file = await exported(original.app.slug);
  const copy = await post("/apps/import", { file });
  expect(copy.body.app).toMatchObject({ name: "Harbour", slug: "harbour-2", latestRevision: 2 });
  expect(await exported("harbour-2")).toBe(file.replace("slug: harbour\n", "slug: harbour-2\n"));
  const both = await Promise.all(["harbour", "harbour-2"].map((slug) => get(`/apps/${slug}/revisions`)));
  const configs = both.map(({ body }) => body.items.map(({ config: each }: { config: object }) => each));
  expect(configs[0]).toEqual(configs[1]);
});

it("C67 keeps a schema's fields in their author's order: in revisions, files, drafts and what they put out", async () => {
  const outputSchema = {
    type: "object",
    required: ["why", "answer"],
    properties: { why: { type: "string" }, answer: { type: "string" }, a: { enum: ["z", "b"] } },
    additionalProperties: false,
  };
  const config = { model: "demo/demo", instructions: "", outputSchema };
  const { body: made } = await post("/apps", { name: "Ordered", type: "chat", config });
  const { body: read } = await get("/apps/ordered/revisions/1");
  for (const { config: kept } of [made.revision, read]) {
    expect(JSON.stringify(kept.outputSchema)).toBe(JSON.stringify(outputSchema));
  }
  const file = await exported("ordered");
  expect(file.indexOf("why:")).toBeLessThan(file.indexOf("answer:"));
  expect((await post("/apps/import", { file })).status).toBe(201);
  expect(await exported("ordered-2")).toBe(file.replace("slug: ordered\n", "slug: ordered-2\n"));
  const started = await web.call({
    method: "POST",
    path: "/api/v1/apps/ordered/invoke",
    headers: { ...headers, prefer: "respond-async" },
    body: { input: { message: "Hello" }, config },
  });
  const { rows } = await web.services.db.pool.query("select draft_config from run where id = $1", [
    started.body.id,
  ]);
  expect(JSON.stringify(rows[0].draft_config.outputSchema)).toBe(JSON.stringify(outputSchema));
});

it.each([
  ["a wrong value", chat.replace("0.2", "5"), 422, 25, "revisions.1.config.parameters.temperature"],
  [
    "an unknown field",
    chat.replace("model: demo/demo\n      instructions: |", "modell: x\n      instructions: |"),
    422,
    13,
    "revisions.0.config",
  ],
  ["a gap in the numbers", chat.replace("number: 2", "number: 4"), 400, 19, "revisions.1.number"],
  [
    "a deployment of nothing",
    chat.replace("production: 2", "production: 9"),
    400,
    9,
    "deployments.production",
  ],
  ["an unknown type", chat.replace("type: chat", "type: poem"), 400, 6, "app.type"],
  ["broken YAML", chat.replace("deployments:", "deployments: ["), 400, undefined, ""],
  ["a tag", chat.replace("name: Yard desk", "name: !!js/function 'x'"), 400, 4, ""],
  ["an alias", chat.replace("slug: yard-desk", "slug: *name"), 400, 5, ""],
])("refuses %s, with path and line, and makes nothing", async (...[, file, ...wanted]) => {
  const [status, line, path] = wanted;
  const before = (await get("/apps?limit=200")).body.items.length;
  const answer = await post("/apps/import", { file });
  const [detail] = answer.body.error.details;
  expect([answer.status, detail.path.startsWith(path)]).toEqual([status, true]);
  if (line !== undefined) expect(detail.line).toBe(line);
  expect(answer.body.error.message).toMatch(/^The file cannot be imported\. line \d+/);
  expect((await get("/apps?limit=200")).body.items).toHaveLength(before);
});

it("takes back an app whose file has many mebibytes: every revision, word by word", async () => {
  const prompt = "Answer in one sentence, and say where you know it from.\n".repeat(600);
  const revisions = Array.from({ length: 120 }, (_, at) => ({
    message: `Change ${at + 1}`,
    config: { model: "demo/demo", instructions: `Version ${at + 1}.\n${prompt}` },
  }));
  const [first, ...rest] = revisions;
  const { body: made } = await post("/apps", { name: "Long worked on", type: "chat", config: first?.config });
  for (const revision of rest) await post(`/apps/${made.app.slug}/revisions`, revision);
  const file = await exported(made.app.slug);
  expect(file.length).toBeGreaterThan(4 * 1_048_576);
  const copy = await post("/apps/import", { file });
  expect([copy.status, copy.body.app.latestRevision]).toEqual([201, 120]);
  expect(await exported(copy.body.app.slug)).toBe(
    file.replace("slug: long-worked-on\n", "slug: long-worked-on-2\n"),
  );
}, 60_000);

it("refuses a file of aliases that would unfold to gigabytes, one of nothing but values, and one over 16 MiB, at once", async () => {
  const levels = "abcdefghi".split("");
  const bomb = levels.map(
    (name, at) => `${name}: &${name} [${at === 0 ? "x" : Array(9).fill(`*${levels[at - 1]}`)}]`,
  );
  const started = performance.now();
  expect((await post("/apps/import", { file: bomb.join("\n") })).status).toBe(400);
  const values = await post("/apps/import", { file: "- a\n".repeat(3_000_000) });
  expect([values.status, values.body.error.details[0].message]).toEqual([
    400,
    "Has too many values: split it, or leave earlier revisions out.",
  ]);
  expect(performance.now() - started).toBeLessThan(4_000);
  const large = await post("/apps/import", { file: "x".repeat(17_000_000) });
  expect([large.status, large.body.error.message]).toEqual([413, "The body is larger than 16 MiB."]);
});
