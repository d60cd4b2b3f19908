import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ModelServer, startModelServer } from "#model-server/start-model-server.ts";
import { readEvents } from "#model-server/test/read-events.ts";
import { sign } from "#model-server/wire/sign.ts";

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer({ contextTokens: 5_000 });
});
afterAll(() => server.close());

const headers = { "content-type": "application/json", "anthropic-version": "2023-06-01" };
const user = (content: unknown) => ({ role: "user", content });
const assistant = (...content: object[]) => ({ role: "assistant", content });
const use = (id: string) => ({ type: "tool_use", id, name: "ls", input: {} });
const result = (id: string) => ({ type: "tool_result", tool_use_id: id, content: "ok" });
const thought = (signature: string) => ({ type: "thinking", thinking: "Hm", signature });

function post(body: object, more: Record<string, string> = headers) {
  const full = { model: "scripted", max_tokens: 4_000, messages: [user("Hi")], ...body };
  return fetch(`${server.url}/v1/messages`, { method: "POST", headers: more, body: JSON.stringify(full) });
}

it("streams blocks one after the other, reasoning with its signature, and the usage at the end", async () => {
  const prompt = '!think Hm\n!say Hi\n!tool ls {"a":1}\n!usage in 10 out 5 cached 4 reasoning 2';
  const events = await readEvents(await post({ stream: true, messages: [user(prompt)] }));
  expect(events.map(({ event }) => event)).toEqual([
    "message_start",
    "ping",
    ...["content_block_start", "content_block_delta", "content_block_delta", "content_block_stop"],
    ...["content_block_start", "content_block_delta", "content_block_stop"],
    ...["content_block_start", "content_block_delta", "content_block_stop"],
    "message_delta",
    "message_stop",
  ]);
  expect(events.map(({ data }) => data)).toMatchObject([
    { message: { role: "assistant", model: "scripted", stop_reason: null } },
    {},
    { index: 0, content_block: { type: "thinking" } },
    { delta: { type: "thinking_delta", thinking: "Hm" } },
    { delta: { type: "signature_delta", signature: sign("Hm") } },
    {},
    { index: 1, content_block: { type: "text" } },
    { delta: { type: "text_delta", text: "Hi" } },
    {},
    { index: 2, content_block: { type: "tool_use", name: "ls", input: {} } },
    { delta: { type: "input_json_delta", partial_json: '{"a":1}' } },
    {},
    {
      delta: { stop_reason: "tool_use" },
      usage: { input_tokens: 6, cache_read_input_tokens: 4, output_tokens: 5 },
    },
    {},
  ]);
});

it("answers in one piece where no stream is asked for", async () => {
  const answer = await (await post({ messages: [user('!say Hi\n!tool ls {"a":1}')] })).json();
  expect(answer).toMatchObject({
    type: "message",
    content: [
      { type: "text", text: "Hi" },
      { type: "tool_use", name: "ls", input: { a: 1 } },
    ],
    stop_reason: "tool_use",
    usage: { output_tokens: 2 },
  });
});

it("says within a stream what went wrong", async () => {
  const prompt = '!say Hi\n!error 529 "Overloaded"';
  const events = await readEvents(await post({ stream: true, messages: [user(prompt)] }));
  const error = { type: "overloaded_error", message: "Overloaded" };
  expect(events.at(-1)).toMatchObject({ event: "error", data: { type: "error", error } });
});

const closed = { type: "object", properties: { a: { type: "number" } }, additionalProperties: false };
const form = (schema: object) => ({ output_config: { format: { type: "json_schema", schema } } });

describe("a request that Anthropic would take", () => {
  it.each<[string, object]>([
    [
      "instructions in blocks",
      { system: [{ type: "text", text: "x", cache_control: { type: "ephemeral" } }] },
    ],
    [
      "answered calls",
      { messages: [user("a"), assistant(use("t1"), use("t2")), user([result("t2"), result("t1")])] },
    ],
    [
      "its own reasoning",
      { messages: [user("a"), assistant(thought(sign("Hm")), use("t1")), user([result("t1")])] },
    ],
    ["a form", form(closed)],
    ["a picture", { messages: [user([{ type: "image", source: {} }])] }],
    ["a budget", { thinking: { type: "enabled", budget_tokens: 1_024 } }],
    ["an effort", { thinking: { type: "adaptive" }, output_config: { effort: "low" } }],
  ])("is answered: %s", async (_name, body) => {
    expect((await post(body)).status).toBe(200);
  });
});

describe("a request that Anthropic would refuse", () => {
  it.each<[string, object, string]>([
    ["no limit", { max_tokens: undefined }, "max_tokens: Field required"],
    ["no messages", { messages: [] }, "messages: at least one message is required"],
    [
      "an answer first",
      { messages: [{ role: "assistant", content: "Hi" }] },
      'first message must use the "user" role',
    ],
    ["an unknown role", { messages: [{ role: "system", content: "x" }] }, "messages.0.role: Input should be"],
    ["empty text", { messages: [user("")] }, "text content blocks must be non-empty"],
    ["an empty answer", { messages: [user("a"), assistant(), user("b")] }, "must have non-empty content"],
    [
      "a foreign field",
      { messages: [{ ...user("a"), name: "x" }] },
      "messages.0.name: Extra inputs are not permitted",
    ],
    ["an unknown parameter", { seed: 1 }, "seed: Extra inputs are not permitted"],
    [
      "a call without a result",
      { messages: [user("a"), assistant(use("t1"))] },
      "`tool_use` ids were found without",
    ],
    [
      "a late result",
      { messages: [user("a"), assistant(use("t1")), user("b"), user([result("t1")])] },
      "ids were found without",
    ],
    ["a result without a call", { messages: [user([result("t1")])] }, "unexpected `tool_use_id`"],
    [
      "two results",
      { messages: [user("a"), assistant(use("t1")), user([result("t1"), result("t1")])] },
      "Found multiple",
    ],
    [
      "an odd id",
      { messages: [user("a"), assistant(use("a.b")), user([result("a.b")])] },
      "String should match pattern",
    ],
    [
      "another's reasoning",
      { messages: [user("a"), assistant(thought("x"), use("t")), user([result("t")])] },
      "Invalid `signature`",
    ],
    ["a high temperature", { temperature: 1.5 }, "temperature: range: 0..1"],
    [
      "a temperature with thinking",
      { temperature: 0.5, thinking: { type: "adaptive" } },
      "may only be set to 1",
    ],
    [
      "a small budget",
      { thinking: { type: "enabled", budget_tokens: 500 } },
      "greater than or equal to 1024",
    ],
    [
      "no room beside the budget",
      { max_tokens: 1_024, thinking: { type: "enabled", budget_tokens: 1_024 } },
      "`max_tokens` must be greater",
    ],
    ["an unknown effort", { output_config: { effort: "huge" } }, "output_config.effort"],
    ["a form of another type", { output_config: { format: { type: "json" } } }, "output_config.format.type"],
    ["a form without a schema", { output_config: { format: { type: "json_schema" } } }, "Field required"],
    ["an open object", form({ type: "object" }), "'additionalProperties' must be explicitly set to false"],
    [
      "a limit in a form",
      form({ ...closed, properties: { a: { type: "number", minimum: 1 } } }),
      "property 'minimum' is not supported",
    ],
    ["a tool without a schema", { tools: [{ name: "ls" }] }, "tools.0.custom.input_schema: Field required"],
    [
      "too many marks",
      { system: Array(5).fill({ type: "text", text: "x", cache_control: {} }) },
      "A maximum of 4 blocks",
    ],
    ["a long conversation", { messages: [user("x".repeat(30_000))] }, "prompt is too long"],
  ])("is refused: %s", async (...[, body, message]) => {
    const response = await post(body);
    const answer = await response.json();
    expect([response.status, answer]).toMatchObject([
      400,
      { type: "error", error: { type: "invalid_request_error" } },
    ]);
    expect(JSON.stringify(answer)).toContain(JSON.stringify(message).slice(1, -1));
  });

  it("is refused: an unknown model, no version, no key", async () => {
    expect((await post({ model: "other" })).status).toBe(404);
    expect((await post({}, { "content-type": "application/json" })).status).toBe(400);
    await using own = await startModelServer({ apiKey: "right" });
    const ask = async (more: object) => {
      const response = await fetch(`${own.url}/v1/models`, { headers: { ...headers, ...more } });
      return [response.status, await response.json()];
    };
    expect(await ask({ "x-api-key": "right" })).toMatchObject([200, { data: [{ id: "scripted" }, {}] }]);
    expect(await ask({ "x-api-key": "wrong" })).toMatchObject([
      401,
      { error: { type: "authentication_error" } },
    ]);
    expect(await ask({ authorization: "Bearer right" })).toMatchObject([401, {}]);
  });
});
