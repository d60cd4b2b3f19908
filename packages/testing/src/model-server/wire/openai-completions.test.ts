import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ModelServer, startModelServer } from "#model-server/start-model-server.ts";
import { ask, post } from "#model-server/test/ask.ts";

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer({ extraParameters: ["top_k"] });
});
afterAll(() => server.close());

const user = { role: "user", content: "Hello" };
const call = (id: string) => ({ id, type: "function", function: { name: "ls", arguments: "{}" } });
const calls = (...ids: string[]) => ({ role: "assistant", content: null, tool_calls: ids.map(call) });
const result = (id: string) => ({ role: "tool", tool_call_id: id, content: "done" });
const tool = (more: object = {}) => ({
  type: "function",
  function: { name: "ls", description: "Lists", parameters: { type: "object", properties: {} }, ...more },
});

describe("the stream", () => {
  it("is made of events that the documentation describes", async () => {
    const response = await post(server, '!think Hm\n!say Hi\n!tool ls {"a":1}', {
      more: { stream_options: { include_usage: true } },
    });
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    const events = (await response.text()).split("\n\n");
    expect(events.splice(-2)).toEqual(["data: [DONE]", ""]);
    const chunks = events.map((event) => JSON.parse(event.replace(/^data: /, "")));
    const { id, created } = chunks[0];
    const head = {
      id,
      object: "chat.completion.chunk",
      created,
      model: "scripted",
      system_fingerprint: null,
    };
    const chunk = (delta: object, finish: string | null = null) => ({
      ...head,
      choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
      usage: null,
    });
    const opening = { index: 0, id: expect.stringMatching(/^call_\w{24}$/), type: "function" };
    expect(chunks).toEqual([
      chunk({ role: "assistant", content: "", refusal: null }),
      chunk({ reasoning_content: "Hm" }),
      chunk({ content: "Hi" }),
      chunk({ tool_calls: [{ ...opening, function: { name: "ls", arguments: "" } }] }),
      chunk({ tool_calls: [{ index: 0, function: { arguments: '{"a":1}' } }] }),
      chunk({}, "tool_calls"),
      { ...head, choices: [], usage: expect.objectContaining({ completion_tokens: 3 }) },
    ]);
    expect(Math.abs(created - Date.now() / 1000)).toBeLessThan(60);
  });

  it("has a usage chunk only when it is asked for", async () => {
    const answer = await ask(server, "!say Hi");
    expect(answer.events.map((event) => "usage" in event)).toEqual([false, false, false]);
  });
});

describe("an answer in one piece", () => {
  const read = async (prompt: string) =>
    (await post(server, prompt, { more: { stream: false } })).json() as Promise<object>;

  it("has text, reasoning and usage", async () => {
    expect(await read("!think Hm\n!say Hello there")).toEqual({
      id: expect.stringMatching(/^chatcmpl-/),
      object: "chat.completion",
      created: expect.any(Number),
      model: "scripted",
      system_fingerprint: null,
      choices: [
        {
          index: 0,
          message: { role: "assistant", content: "Hello there", refusal: null, reasoning_content: "Hm" },
          logprobs: null,
          finish_reason: "stop",
        },
      ],
      usage: expect.objectContaining({
        completion_tokens: 3,
        completion_tokens_details: expect.objectContaining({ reasoning_tokens: 1 }),
      }),
    });
  });

  it("has tool calls, whole", async () => {
    expect(await read('!tool ls {"path":"a long path in pieces"}\n!broken-tool rm {')).toMatchObject({
      choices: [
        {
          message: {
            content: null,
            tool_calls: [
              { type: "function", function: { name: "ls", arguments: '{"path":"a long path in pieces"}' } },
              { type: "function", function: { name: "rm", arguments: "{" } },
            ],
          },
          finish_reason: "tool_calls",
        },
      ],
    });
  });

  it("fails with a status whatever went before, and can be cut", async () => {
    const failed = await post(server, "!say Hi\n!error 502", { more: { stream: false } });
    expect(failed.status).toBe(502);
    await expect(post(server, "!say Hi\n!cut", { more: { stream: false } })).rejects.toThrow("fetch failed");
  });

  it("may be no JSON at all", async () => {
    expect(await (await post(server, "!raw <html>", { more: { stream: false } })).text()).toBe("<html>");
  });
});

const closed = {
  type: "object",
  properties: { a: { type: "number" } },
  required: ["a"],
  additionalProperties: false,
};
const form = (schema: object, strict: boolean) => ({
  response_format: { type: "json_schema", json_schema: { name: "answer", schema, strict } },
});

describe("a request that OpenAI would take", () => {
  it.each<[string, unknown[], Record<string, unknown>]>([
    ["all roles", [{ role: "system", content: "Be" }, { role: "developer", content: "x" }, user], {}],
    ["content parts", [{ role: "user", content: [{ type: "text", text: "Hi" }] }], {}],
    ["answered parallel calls, in any order", [user, calls("a", "b"), result("b"), result("a"), user], {}],
    ["reasoning sent back", [user, { role: "assistant", content: "Hi", reasoning_content: "Hm" }, user], {}],
    [
      "tools and a choice",
      [user],
      { tools: [tool()], tool_choice: { type: "function", function: { name: "ls" } } },
    ],
    ["sampling", [user], { temperature: 0, top_p: 1, seed: 3, stop: "x", max_tokens: 50, n: 1, user: "u" }],
    ["a form, strictly", [user], form(closed, true)],
    ["any form of an object, as well as it can", [user], form({ type: "object", minProperties: 1 }, false)],
    ["a parameter that the test allows", [user], { top_k: 4 }],
  ])("is answered: %s", async (_name, messages, more) => {
    expect((await ask(server, messages, more)).error).toBeUndefined();
  });
});

describe("a request that OpenAI would refuse", () => {
  const missing = "The following tool_call_ids did not have response messages: ";
  it.each<[string, unknown[], Record<string, unknown>, string]>([
    ["no messages", [], {}, "Invalid 'messages': empty array."],
    [
      "an unknown role",
      [{ role: "robot", content: "x" }],
      {},
      "Invalid value: 'robot'. Supported values are: 'system'",
    ],
    ["a role missing", [{ content: "x" }], {}, "Missing required parameter: 'messages[0].role'."],
    [
      "null as a user's content",
      [{ role: "user", content: null }],
      {},
      "Invalid type for 'messages[0].content'",
    ],
    ["no parts", [{ role: "user", content: [] }], {}, "Invalid 'messages[0].content': empty array."],
    [
      "a picture from the assistant",
      [{ role: "assistant", content: [{ type: "image_url", image_url: { url: "x" } }] }],
      {},
      "Invalid value: 'image_url'. Supported values are: 'text', 'refusal'.",
    ],
    ["an empty assistant message", [user, { role: "assistant" }, user], {}, "Invalid value for 'content'"],
    ["a foreign field in a message", [{ ...user, id: "m1" }], {}, "Unknown parameter: 'messages[0].id'."],
    ["a result without a call", [user, result("a")], {}, "messages with role 'tool' must be a response"],
    ["a result of another call", [user, calls("a"), result("b")], {}, "'tool_call_id' of 'b' not found"],
    [
      "a second result",
      [user, calls("a", "b"), result("a"), result("a")],
      {},
      "'tool_call_id' of 'a' not found",
    ],
    ["a late result", [user, calls("a"), user, result("a")], {}, `${missing}a`],
    ["calls without results at the end", [user, calls("a", "b"), result("a")], {}, `${missing}b`],
    [
      "no calls in a list of them",
      [user, { role: "assistant", tool_calls: [] }],
      {},
      "Invalid 'messages[1].tool_calls': empty array.",
    ],
    ["two calls of one id", [user, calls("a", "a"), result("a")], {}, "Duplicate value for 'tool_call_id'"],
    ["a long call id", [user, calls("a".repeat(41))], {}, "Expected a string with maximum length 40"],
    [
      "arguments as an object",
      [user, { role: "assistant", tool_calls: [{ ...call("a"), function: { name: "ls", arguments: {} } }] }],
      {},
      "Invalid type for 'messages[1].tool_calls[0].function.arguments': expected a string, but got an object instead.",
    ],
    ["an unknown parameter", [user], { temprature: 1 }, "Unknown parameter: 'temprature'."],
    ["a temperature too high", [user], { temperature: 2.1 }, "Invalid 'temperature'"],
    ["a temperature as text", [user], { temperature: "1" }, "Invalid type for 'temperature'"],
    ["two answers at once", [user], { n: 2 }, "Invalid 'n'"],
    ["no tools in a list of them", [user], { tools: [] }, "Invalid 'tools': empty array."],
    ["a tool name with a dot", [user], { tools: [tool({ name: "fs.ls" })] }, "string does not match pattern"],
    [
      "tool parameters that are no object",
      [user],
      { tools: [tool({ parameters: { type: "string" } })] },
      "Invalid schema for function 'ls'",
    ],
    ["a choice without tools", [user], { tool_choice: "auto" }, "only allowed when 'tools' are specified"],
    ["both token limits", [user], { max_tokens: 1, max_completion_tokens: 1 }, "at the same time"],
    ["no tokens at all", [user], { max_tokens: 0 }, "integer below minimum value"],
    [
      "stream options without a stream",
      [user],
      { stream: false, stream_options: {} },
      "only allowed when 'stream' is enabled",
    ],
    ["a form without a name", [user], { response_format: { type: "json_schema", json_schema: {} } }, "name"],
    [
      "an open object, strictly",
      [user],
      form({ type: "object" }, true),
      "'additionalProperties' is required",
    ],
    [
      "a property that may be missing, strictly",
      [user],
      form({ ...closed, required: [] }, true),
      "Missing 'a'.",
    ],
    ["no model", [user], { model: undefined }, "you must provide a model parameter"],
  ])("is refused: %s", async (...[, messages, more, message]) => {
    const response = await post(server, messages, { more });
    const { error } = (await response.json()) as { error: { message: string; type: string } };
    expect([response.status, error.type]).toEqual([400, "invalid_request_error"]);
    expect(error.message).toContain(message);
  });

  it("is refused: a model that is not there, a path, a method, a body that is no JSON", async () => {
    const json = { "content-type": "application/json" };
    const send = async (path: string, init: RequestInit) => {
      const response = await fetch(server.url + path, init);
      const { error } = (await response.json()) as { error: { code: string | null } };
      return [response.status, error.code];
    };
    const body = JSON.stringify({ model: "gpt-none", messages: [user] });
    const path = "/v1/chat/completions";
    expect(await send(path, { method: "POST", body, headers: json })).toEqual([404, "model_not_found"]);
    expect(await send("/v1/chat", { method: "POST", body, headers: json })).toEqual([404, "unknown_url"]);
    expect(await send(path, {})).toEqual([405, "method_not_supported"]);
    expect(await send(path, { method: "POST", body: "{", headers: json })).toEqual([400, null]);
    expect(await send(path, { method: "POST", body })).toEqual([400, null]);
  });
});

it("lists its models", async () => {
  expect(await (await fetch(`${server.url}/v1/models`)).json()).toMatchObject({
    object: "list",
    data: [{ id: "scripted", object: "model" }, { id: "scripted-small" }],
  });
});

it("asks for the one key, and never repeats a wrong one", async () => {
  await using own = await startModelServer({ apiKey: "right-key" });
  const errorOf = async (headers: Record<string, string>, path = "/v1/models") => {
    const response = await fetch(own.url + path, { headers });
    const body = (await response.json()) as { error?: { code: string | null; message: string } };
    return [response.status, body.error?.code, body.error?.message];
  };
  expect(await errorOf({ authorization: "Bearer right-key" })).toEqual([200, undefined, undefined]);
  expect(await errorOf({})).toEqual([401, null, expect.stringContaining("You didn't provide an API key")]);
  expect(await errorOf({ authorization: "Bearer wrong-key-12345" })).toEqual([
    401,
    "invalid_api_key",
    "Incorrect API key provided: wron********2345.",
  ]);
});

it("refuses a conversation longer than its context", async () => {
  await using own = await startModelServer({ contextTokens: 100 });
  expect((await ask(own, "short")).status).toBe(200);
  const long = await ask(own, "x".repeat(400));
  expect([long.status, long.error?.code]).toEqual([400, "context_length_exceeded"]);
});
