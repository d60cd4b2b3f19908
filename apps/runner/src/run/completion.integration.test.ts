import type { Db } from "@slipway/db/db";
import { readRunEvents } from "@slipway/db/events/read-events";
import { type GivenApp, givenApp } from "@slipway/db/testing/given-app";
import { readTranscript } from "@slipway/db/testing/read-log";
import { sendMessage, testDb } from "@slipway/db/testing/send-message";
import { type TestDatabase, testDatabase } from "@slipway/db/testing/test-database";
import { promptMessages } from "@slipway/prompts/prompt/prompt-messages";
import { variablesOf } from "@slipway/prompts/prompt/prompt-parts";
import { renderPrompt } from "@slipway/prompts/prompt/render-prompt";
import { templates } from "@slipway/schemas/apps/templates/templates";
import { findGrammarFault } from "@slipway/schemas/events/check-grammar";
import { startModelServer } from "@slipway/testing/model-server/start-model-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestRunner, type TestRunner } from "#test/start-test-runner.ts";
import { untilFinal } from "#test/until.ts";

type ModelServer = Awaited<ReturnType<typeof startModelServer>>;
type Config = Readonly<Record<string, unknown>>;
/** Of variables, by name; `model` is the one to ask. */
type Values = Readonly<Record<string, string>>;

let database: TestDatabase;
let db: Db;
let models: ModelServer;
let runner: TestRunner;

beforeAll(async () => {
  database = await testDatabase();
  db = testDb(database.url);
  models = await startModelServer({ apiKey: "sk-test" });
  runner = await startTestRunner(database.url);
});

afterAll(async () => {
  await runner.end("SIGTERM");
  await models.close();
  await db.close();
  await database.close();
});

function given(type: "chat" | "completion", config: Config): Promise<GivenApp> {
  return givenApp(db.pool, { type, config, provider: { baseUrl: `${models.url}/v1`, apiKey: "sk-test" } });
}

/** Sends values as the web does: with the prompt made of them. */
async function complete(app: GivenApp, config: Config, { model = "scripted/scripted", ...values }: Values) {
  const rendered = renderPrompt(config, values);
  if (rendered.kind === "faults") throw new Error(JSON.stringify(rendered.details));
  const input = { variables: { ...rendered.values } };
  const sent = await sendMessage(db, app, { input, prompt: promptMessages(rendered), model });
  const run = await untilFinal(db, { ...app, runId: sent.runId });
  const place = { projectId: app.projectId, sessionId: sent.sessionId };
  const events = await readRunEvents(db.pool, { ...place, runId: sent.runId, after: 0 });
  expect(findGrammarFault(events)).toBeNull();
  return { run, events, transcript: await readTranscript(db, place) };
}

const asked = (text: string) =>
  models.nextRequest(
    (entry) => entry.request?.messages.some((message) => message.text.includes(text)) ?? false,
  );

describe("C68 a completion", () => {
  it("sends the model what stands in the transcript, and ends with its answer", async () => {
    const config = {
      prompt: [
        { role: "system", content: "You know {{city}}." },
        { role: "user", content: "Weather?" },
        { role: "assistant", content: "Rain." },
        { role: "user", content: "!say In {{city}} <b>it</b> rains" },
      ],
      variables: [{ name: "city", required: true }],
    };
    const city = "Bern & {{city}}";
    const { run, transcript } = await complete(await given("completion", config), config, { city });
    expect(run).toMatchObject({ status: "completed", output: { text: `In ${city} <b>it</b> rains` } });
    const said = transcript.map(({ role, parts }) => [
      role,
      ...parts.map((part) => ("text" in part ? part.text : "")),
    ]);
    expect(said).toEqual([
      ["system", `You know ${city}.`],
      ["user", "Weather?"],
      ["assistant", "Rain."],
      ["user", `!say In ${city} <b>it</b> rains`],
      ["assistant", `In ${city} <b>it</b> rains`],
    ]);
    const { request } = await asked(`You know ${city}.`);
    expect(request?.messages.map(({ role, text }) => [role, text])).toEqual(said.slice(0, -1));
  });

  it("answers a prompt that ends with the assistant's own words in a message apart", async () => {
    const config = {
      prompt: [
        { role: "user", content: "!say in the yard" },
        { role: "assistant", content: "The boats lie" },
      ],
    };
    models.script("!say in the yard", ({ messages }) => messages.at(-1)?.text === "The boats lie");
    const { run, transcript } = await complete(await given("completion", config), config, {});
    expect(run).toMatchObject({ status: "completed", output: { text: "in the yard" } });
    expect(transcript.map(({ role, parts }) => [role, parts.length])).toEqual([
      ["user", 1],
      ["assistant", 1],
      ["assistant", 1],
    ]);
  });
});

it("C68 a chat with variables is told its instructions with the session's values", async () => {
  const config = {
    instructions: "You speak {{language}}.",
    variables: [{ name: "language", required: true }],
  };
  const app = await given("chat", config);
  const input = { message: "!say Hoi", variables: { language: "Dutch <nl>" } };
  const sent = await sendMessage(db, app, { input });
  expect(await untilFinal(db, { ...app, runId: sent.runId })).toMatchObject({ status: "completed" });
  const { request } = await asked("!say Hoi");
  expect(request?.messages[0]).toMatchObject({ role: "system", text: "You speak Dutch <nl>." });
});

describe.each(["chat", "completion"] as const)("C41 a %s with an output schema", (type) => {
  const outputSchema = {
    type: "object",
    properties: { n: { type: "integer" } },
    required: ["n"],
    additionalProperties: false,
  };

  async function answer(script: string, budget: Config = {}) {
    const config =
      type === "chat"
        ? { instructions: "Count.", outputSchema }
        : { prompt: [{ role: "user", content: "{{text}}" }], outputSchema };
    const app = await given(type, config);
    const mark = `count ${crypto.randomUUID()}`;
    models.script(script, ({ messages }) => messages.some(({ text }) => text.includes(mark)));
    if (type === "completion") return await complete(app, config, { text: mark });
    const sent = await sendMessage(db, app, {
      message: mark,
      budget: { maxValidationRetries: 3, ...budget },
    });
    const run = await untilFinal(db, { ...app, runId: sent.runId });
    const place = { projectId: app.projectId, sessionId: sent.sessionId, runId: sent.runId };
    return { run, events: await readRunEvents(db.pool, { ...place, after: 0 }) };
  }

  it("bad twice, good third: two retries, then completed with the data", async () => {
    const { run, events } = await answer(
      '!say I think it is one.\n!then\n!say {"n":"one"}\n!then\n!say {"n":1}',
    );
    expect(run).toMatchObject({
      status: "completed",
      stopReason: "completed",
      output: { text: '{"n":1}', data: { n: 1 } },
      usage: { turns: 3 },
    });
    const retried = events.flatMap((event) => (event.type === "validation.retried" ? [event] : []));
    expect(retried).toMatchObject([
      { attempt: 1, error: "The answer is not JSON." },
      { attempt: 2, error: expect.stringContaining("n: must be integer") },
    ]);
  });

  it("always bad: failed without an output, after three retries", async () => {
    const { run, events } = await answer("!say No.\n!repeat");
    expect(run).toMatchObject({
      status: "failed",
      stopReason: "output_invalid",
      output: null,
      error: { code: "output_invalid" },
      usage: { turns: 4 },
    });
    expect(events.filter((event) => event.type === "validation.retried")).toHaveLength(3);
  });

  it("tells the model the schema, and what was wrong", async () => {
    await answer('!say {"n": "told"}\n!then\n!say {"n":2}');
    const again = await models.nextRequest(
      ({ request }) =>
        request?.messages.some(({ text }) => text.includes('{"n": "told"}')) === true &&
        request.messages.at(-1)?.text.includes("n: must be integer") === true,
    );
    const [told] = again.request?.messages ?? [];
    expect(told).toMatchObject({ role: "system", text: expect.stringContaining("Answer with JSON only") });
    expect(JSON.parse(told?.text.split("\n").at(-1) ?? "")).toEqual(outputSchema);
    expect(again.request?.messages.at(-1)).toMatchObject({
      role: "user",
      text: expect.stringContaining("[Note by the host:"),
    });
  });
});

const inWords = templates.filter(({ type }) => type !== "agent");

function valuesFor(config: Config): Record<string, string> {
  const missing = variablesOf(config).filter(
    (variable) => variable.required && variable.default === undefined,
  );
  return Object.fromEntries(missing.map(({ name }) => [name, "Tides & <b>winds</b>"]));
}

describe.each(["scripted/scripted", "demo/demo"])("the first run of a template with %s", (model) => {
  it.each(inWords.map(({ id, ...template }) => [id, template] as const))(
    "%s",
    async (_, { type, config }) => {
      const ready = { ...config, model };
      const app = await given(type === "chat" ? "chat" : "completion", ready);
      const values = valuesFor(config);
      if (config.outputSchema && model !== "demo/demo") {
        const example = { sender: null, number: "7", date: null, currency: "EUR", total: 3, items: [] };
        const triage = { topic: "access", urgency: "low", mood: "calm", reason: "“please”" };
        const good = JSON.stringify("topics" in Object(renderedValues(config)) ? triage : example);
        models.script(
          `!say ${JSON.stringify(good)}`,
          ({ messages }) => messages.at(-1)?.text.includes("winds") ?? false,
        );
      }
      const run =
        type === "completion"
          ? (await complete(app, ready, { ...values, model })).run
          : await untilFinal(db, {
              ...app,
              runId: (await sendMessage(db, app, { input: chatInput(config), model })).runId,
            });
      expect(run).toMatchObject({ status: "completed", error: null });
      expect(run.output?.text).not.toBe("");
      expect(run.output?.data !== undefined).toBe(config.outputSchema !== undefined);
    },
  );
});

function renderedValues(config: Config) {
  const rendered = renderPrompt(config, valuesFor(config));
  return rendered.kind === "prompt" ? rendered.values : {};
}

function chatInput(config: Config) {
  const variables = renderedValues(config);
  return { message: "Hello", ...(Object.keys(variables).length > 0 ? { variables: { ...variables } } : {}) };
}
