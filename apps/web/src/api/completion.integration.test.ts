import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiAnswer, type TestWeb, testWeb } from "./test/test-web.ts";

let web: TestWeb;
let key: Record<string, string>;

beforeAll(async () => {
  web = await testWeb();
  key = await web.keyOf("editor");
});

afterAll(() => web[Symbol.asyncDispose]());

const prompt = [
  { role: "system", content: "You write about {{topic}}." },
  { role: "user", content: "{{#tone}}In a {{tone}} tone: {{/tone}}{{text}}" },
];
const variables = [
  { name: "topic", description: "What it is about", required: true },
  { name: "text", required: true },
  { name: "tone", required: false, default: "calm" },
];
const config = { model: "demo/demo", prompt, variables };

const call = (method: "GET" | "POST" | "PATCH", path: string, body?: unknown): Promise<ApiAnswer> =>
  web.call({
    method,
    path: `/api/v1${path}`,
    headers: { ...key, prefer: "respond-async" },
    ...(body ? { body } : {}),
  });

async function makeApp(type: string, appConfig: unknown): Promise<string> {
  const made = await call("POST", "/apps", { name: "A prompt", type, config: appConfig });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body.app.slug;
}

const invoke = (app: string, body: unknown) => call("POST", `/apps/${app}/invoke`, body);

async function counts() {
  const { rows } = await web.services.db.pool.query(
    `select (select count(*)::int from run) as runs, (select count(*)::int from session) as sessions,
       (select count(*)::int from session_event) as events, (select count(*)::int from revision) as revisions`,
  );
  return rows[0];
}

const values = { topic: "tides", text: 'Say <b>"hi"</b> & {{topic}}' };

describe("C68 a completion", () => {
  it("is stored with its prompt filled in: not escaped, no value expanded again", async () => {
    const app = await makeApp("completion", config);
    const answer = await invoke(app, { input: { variables: values } });
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({
      app: { type: "completion" },
      input: { variables: { ...values, tone: "calm" } },
      status: "queued",
    });
    const { body } = await call("GET", `/sessions/${answer.body.sessionId}/messages`);
    const said = `In a calm tone: ${values.text}`;
    expect(body.items).toMatchObject([
      { role: "system", runId: answer.body.id, parts: [{ type: "text", text: "You write about tides." }] },
      { role: "user", runId: answer.body.id, parts: [{ type: "text", text: said }] },
    ]);
    expect(body.items.at(-1).id).toBe(answer.body.messageId);
    const session = await call("GET", `/sessions/${answer.body.sessionId}`);
    expect(session.body.title).toBe('topic: tides · text: Say <b>"hi"</b> & {{topic}} · tone: calm');
  });

  it("C2 is refused with the name of each value that is missing or not known, and nothing is stored", async () => {
    const app = await makeApp("completion", config);
    const before = await counts();
    const missing = await invoke(app, { input: { variables: { topic: "tides", mood: "x" } } });
    expect(missing).toMatchObject({ status: 400, body: { error: { code: "invalid_request" } } });
    expect(missing.body.error.message).toContain("input.variables.mood");
    expect(missing.body.error.details.map(({ path }: { path: string }) => path)).toEqual([
      "input.variables.mood",
      "input.variables.text",
    ]);
    const said = await invoke(app, { input: { message: "Hi", variables: values } });
    expect(said).toMatchObject({ status: 400, body: { error: { details: [{ path: "input.message" }] } } });
    expect(await counts()).toEqual(before);
  });

  it("has one run: a second message to its session is a conflict, a retry is not", async () => {
    const app = await makeApp("completion", config);
    const first = await invoke(app, { input: { variables: values } });
    const { id, sessionId } = first.body;
    for (const again of [
      await invoke(app, { input: { variables: values }, sessionId }),
      await call("POST", `/sessions/${sessionId}/runs`, { input: { message: "And now?" } }),
      await call("POST", `/runs/${id}/steer`, { message: "And now?" }),
      await call("PATCH", `/runs/${id}`, { input: { variables: { ...values, topic: "wind" } } }),
    ])
      expect(again).toMatchObject({ status: 409, body: { error: { code: "conflict" } } });
    const elsewhere = await makeApp("completion", config);
    expect(await invoke(elsewhere, { input: { variables: values }, sessionId })).toMatchObject({
      status: 404,
    });
    await call("POST", `/runs/${id}/cancel`, {});
    const retried = await call("POST", `/runs/${id}/retry`, {});
    expect(retried).toMatchObject({ status: 202, body: { sessionId, input: first.body.input } });
    const { body } = await call("GET", `/sessions/${sessionId}/messages`);
    expect(body.items).toMatchObject([
      { role: "system", runId: retried.body.id },
      { role: "user", runId: retried.body.id },
    ]);
  });

  it("is refused while its templates or its output schema cannot be used", async () => {
    const broken = { ...config, prompt: [{ role: "user", content: "{{#topic}}" }] };
    expect(await call("POST", "/apps", { name: "Broken", type: "completion", config: broken })).toMatchObject(
      {
        status: 422,
        body: { error: { code: "invalid_config", details: [{ path: "config.prompt.0.content" }] } },
      },
    );
    const app = await makeApp("completion", config);
    const outputSchema = { type: "object", properties: { a: { type: "strin" } } };
    const committed = await call("POST", `/apps/${app}/revisions`, { config: { ...config, outputSchema } });
    const drafted = await invoke(app, { input: { variables: values }, config: { ...config, outputSchema } });
    for (const answer of [committed, drafted])
      expect(answer).toMatchObject({
        status: 422,
        body: { error: { details: [{ path: "config.outputSchema.properties.a.type" }] } },
      });
  });
});

describe("C68 a chat with variables", () => {
  const instructions = "You speak {{language}}, {{level}}.";
  const chat = {
    model: "demo/demo",
    instructions,
    variables: [
      { name: "language", required: true },
      { name: "level", required: true, default: "A2" },
    ],
  };

  it("fixes the values with the session's first run", async () => {
    const app = await makeApp("chat", chat);
    expect(await invoke(app, { input: { message: "Hi" } })).toMatchObject({
      status: 400,
      body: { error: { details: [{ path: "input.variables.language" }] } },
    });
    const first = await invoke(app, { input: { message: "Hi", variables: { language: "Dutch" } } });
    const fixed = { language: "Dutch", level: "A2" };
    expect(first.body.input).toEqual({ message: "Hi", variables: fixed });
    const { sessionId } = first.body;
    const next = await invoke(app, { sessionId, input: { message: "Go on" } });
    expect(next.body.input).toEqual({ message: "Go on", variables: fixed });
    const other = { message: "Go on", variables: { level: "C1" } };
    expect(await invoke(app, { sessionId, input: other })).toMatchObject({
      status: 400,
      body: { error: { details: [{ path: "input.variables.level" }] } },
    });
    const edited = await call("PATCH", `/runs/${next.body.id}`, { input: { message: "Go on!" } });
    expect(edited.body.input).toEqual({ message: "Go on!", variables: fixed });
  });

  it("sends instructions as they stand where the app declares none", async () => {
    const app = await makeApp("chat", { model: "demo/demo", instructions: "Jinja: {{ user.name }} {{#if" });
    expect((await invoke(app, { input: { message: "Hi" } })).status).toBe(202);
    expect(await invoke(app, { input: { message: "Hi", variables: { a: "b" } } })).toMatchObject({
      status: 400,
    });
  });
});

describe("C3 a dry run", () => {
  const validate = (app: string, body: unknown) => call("POST", `/apps/${app}/validate`, body);
  const failed = (answer: ApiAnswer) =>
    answer.body.checks.flatMap(({ name, passed }: { name: string; passed: boolean }) =>
      passed ? [] : [name],
    );

  it("says what the model would be sent, and creates nothing", async () => {
    const app = await makeApp("completion", { ...config, outputSchema: { type: "object" } });
    const before = await counts();
    const answer = await validate(app, { input: { variables: values } });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        valid: true,
        warnings: [],
        prompt: {
          instructions: expect.stringContaining("You write about tides.\n\nAnswer with JSON only"),
          messages: [{ role: "user", content: `In a calm tone: ${values.text}` }],
        },
      },
    });
    expect(answer.body.checks.map(({ name }: { name: string }) => name)).toEqual([
      "request",
      "app",
      "configuration",
      "model",
      "input",
    ]);
    expect(await counts()).toEqual(before);
  });

  it("names the check that fails: an unknown model, a missing value, a broken body", async () => {
    const app = await makeApp("completion", config);
    const draft = { ...config, model: "nowhere/gpt-9" };
    const before = await counts();
    const model = await validate(app, { input: { variables: values }, config: draft });
    expect(model.body).toMatchObject({ valid: false, prompt: null });
    expect(failed(model)).toEqual(["model"]);
    expect(JSON.stringify(model.body)).toContain("There is no model nowhere/gpt-9");
    expect(failed(await validate(app, { input: {} }))).toEqual(["input"]);
    expect(failed(await validate(app, { input: { variables: values }, colour: "red" }))).toEqual(["request"]);
    expect(failed(await validate(app, { input: { variables: values }, revision: 7 }))).toEqual([
      "configuration",
    ]);
    const unnamed = { ...config, model: "nothing" };
    expect(failed(await validate(app, { input: { variables: values }, config: unnamed }))).toEqual([
      "configuration",
    ]);
    expect(await counts()).toEqual(before);
  });

  it("says what may surprise: variables that nobody names, fallback models that are not there, parameters that are not taken", async () => {
    const app = await makeApp("completion", config);
    const draft = {
      ...config,
      variables: [...variables, { name: "idle", required: false }],
      fallbackModels: ["nowhere/gpt-9"],
      parameters: { reasoning: "high", temperature: 0.5 },
    };
    const { body } = await validate(app, { input: { variables: values }, config: draft });
    expect(body).toMatchObject({
      valid: true,
      warnings: [
        {
          code: "parameter_ignored",
          path: "parameters.reasoning",
          message: expect.stringContaining("does not take"),
        },
        { code: "model_missing", path: "fallbackModels.0" },
        { code: "variable_unused", path: expect.stringMatching(/^variables\.\d$/) },
      ],
    });
    // The editor asks before anything is filled in.
    const empty = await validate(app, { input: {}, config: { ...draft, model: "nobody/none" } });
    expect(empty.body.checks.map(({ name }: { name: string }) => name)).toContain("configuration");
    expect(failed(empty)).toContain("model");
    expect(empty.body.warnings.map(({ code }: { code: string }) => code)).not.toContain("parameter_ignored");
  });

  it("tries a configuration before its app is made, and creates nothing", async () => {
    const tryDraft = (body: unknown) => call("POST", "/drafts/validate", body);
    const before = await counts();
    const good = await tryDraft({ type: "completion", config, input: { variables: values } });
    expect(good).toMatchObject({
      status: 200,
      body: { valid: true, warnings: [], prompt: { instructions: "You write about tides." } },
    });
    expect(good.body.checks.map(({ name }: { name: string }) => name)).toEqual([
      "configuration",
      "model",
      "input",
    ]);
    const model = await tryDraft({
      type: "chat",
      config: { model: "nowhere/gpt-9" },
      input: { message: "Hi" },
    });
    expect(failed(model)).toEqual(["model"]);
    expect(failed(await tryDraft({ type: "completion", config }))).toEqual(["input"]);
    const wrong = await tryDraft({ type: "chat", config });
    expect(wrong.body).toMatchObject({
      valid: false,
      prompt: null,
      checks: [{ name: "configuration", passed: false }],
    });
    expect(await tryDraft({ type: "choir", config })).toMatchObject({ status: 400 });
    expect(await counts()).toEqual(before);
  });

  it("shows no secret of a provider, and refuses what is not the project's", async () => {
    const admin = await web.keyOf("admin");
    const secret = "sk-planted-4711";
    const provider = {
      name: "mine",
      api: "openai-completions",
      baseUrl: "http://127.0.0.1:9/v1",
      apiKey: secret,
    };
    const made = await web.call({
      method: "POST",
      path: "/api/v1/providers",
      headers: admin,
      body: { ...provider, models: [{ id: "m" }] },
    });
    expect(made.status).toBe(201);
    const app = await makeApp("completion", { ...config, model: "mine/m" });
    const answer = await validate(app, { input: { variables: values } });
    expect(answer.body.valid).toBe(true);
    expect(JSON.stringify(answer.body)).not.toContain(secret);
    expect(await validate("none", { input: {} })).toMatchObject({ status: 404 });
  });
});

it("C41 tries an output schema and a sample without an app", async () => {
  const check = (body: unknown) => call("POST", "/output-schema/check", body);
  const schema = { type: "object", properties: { total: { type: "number" } }, required: ["total"] };
  expect(await check({ schema, sample: 'It is {"total": 3}' })).toMatchObject({
    status: 200,
    body: {
      faults: [],
      told: expect.stringContaining('"total"'),
      option: null,
      sample: { fits: true, data: { total: 3 } },
    },
  });
  expect((await check({ schema, sample: "{}" })).body.sample).toEqual({
    fits: false,
    fault: "The answer does not fit the schema:\ntotal: is missing",
    data: null,
  });
  expect((await check({ schema: [] })).body).toEqual({
    faults: [{ path: "", message: "Expected a JSON object: a schema." }],
    told: null,
    option: null,
    sample: null,
  });
  const models = [{ id: "m", structuredOutput: true }];
  const provider = { name: "strict", api: "anthropic-messages", baseUrl: "http://127.0.0.1:9", models };
  const admin = await web.keyOf("admin");
  const path = "/api/v1/providers";
  expect((await web.call({ method: "POST", path, headers: admin, body: provider })).status).toBe(201);
  expect((await check({ schema, model: "strict/m" })).body.option).toEqual({
    schema: { ...schema, additionalProperties: false },
    strict: true,
  });
  const app = await makeApp("completion", { ...config, model: "strict/m", outputSchema: schema });
  const tried = await call("POST", `/apps/${app}/validate`, { input: { variables: values } });
  expect(tried.body.prompt.instructions).not.toContain("JSON Schema");
});

it("C68 shows in /inspect what this very app takes and answers", async () => {
  const data = {
    type: "object",
    $defs: { n: { type: "number" } },
    properties: { total: { $ref: "#/$defs/n" } },
  };
  const app = await makeApp("completion", { ...config, outputSchema: data });
  const { body } = await call("GET", `/apps/${app}/inspect`);
  expect(body.schemas.input).toMatchObject({
    required: ["variables"],
    additionalProperties: false,
    properties: {
      variables: {
        required: ["topic", "text"],
        additionalProperties: false,
        properties: {
          topic: { type: "string", description: "What it is about" },
          text: { type: "string" },
          tone: { type: "string", default: "calm" },
        },
      },
    },
  });
  expect(Object.keys(body.schemas.input.properties)).toEqual(["variables"]);
  expect(body.schemas.output.properties.data).toEqual({ $id: "urn:slipway:output", ...data });
  expect(body.capabilities).toMatchObject({ sessions: false, variables: true, outputSchema: true });
  const chat = await makeApp("chat", { model: "demo/demo" });
  const plain = await call("GET", `/apps/${chat}/inspect`);
  expect(Object.keys(plain.body.schemas.input.properties)).toEqual(["message", "messages"]);
});
