import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ModelServer, startModelServer } from "#model-server/start-model-server.ts";
import { readEvents } from "#model-server/test/read-events.ts";

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer({ contextTokens: 5_000 });
});
afterAll(() => server.close());

const user = (content: unknown) => ({ role: "user", content });
const call = (id: string) => ({ type: "function_call", call_id: id, name: "ls", arguments: "{}" });
const output = (id: string) => ({ type: "function_call_output", call_id: id, output: "ok" });

function post(body: object) {
  return fetch(`${server.url}/v1/responses`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ model: "scripted", input: "Hi", ...body }),
  });
}

it("streams numbered events, item by item, and the whole response at the end", async () => {
  const input = '!think Hm\n!say Hi\n!tool ls {"a":1}\n!usage in 10 out 5 cached 4 reasoning 2';
  const include = ["reasoning.encrypted_content"];
  const events = await readEvents(await post({ stream: true, input, include }));
  expect(events.map(({ data }) => data.sequence_number)).toEqual(events.map((_, index) => index));
  expect(events.map(({ event }) => event.replace("response.", ""))).toEqual([
    ...["created", "in_progress"],
    ...["output_item.added", "reasoning_summary_part.added", "reasoning_summary_text.delta"],
    ...["reasoning_summary_text.done", "reasoning_summary_part.done", "output_item.done"],
    ...["output_item.added", "content_part.added", "output_text.delta"],
    ...["output_text.done", "content_part.done", "output_item.done"],
    ...[
      "output_item.added",
      "function_call_arguments.delta",
      "function_call_arguments.done",
      "output_item.done",
    ],
    "completed",
  ]);
  expect(events.at(-1)?.data).toMatchObject({
    response: {
      status: "completed",
      output: [
        { type: "reasoning", summary: [{ text: "Hm" }], encrypted_content: expect.any(String) },
        { type: "message", content: [{ type: "output_text", text: "Hi" }] },
        { type: "function_call", name: "ls", arguments: '{"a":1}', call_id: expect.stringMatching(/^call_/) },
      ],
      usage: {
        input_tokens: 10,
        input_tokens_details: { cached_tokens: 4 },
        output_tokens_details: { reasoning_tokens: 2 },
      },
    },
  });
});

it("answers in one piece where no stream is asked for, and says why it is not complete", async () => {
  const whole = await (await post({ input: "!tokens 40", max_output_tokens: 16 })).json();
  expect(whole).toMatchObject({
    object: "response",
    status: "incomplete",
    incomplete_details: { reason: "max_output_tokens" },
    usage: { output_tokens: 16 },
  });
});

it.each([
  ['!say Hi\n!error 503 "Busy"', "response.failed", { response: { error: { message: "Busy" } } }],
  ['!say Hi\n!error 429 "Slow"', "error", { code: "rate_limit_exceeded", message: "Slow" }],
])("says within a stream what went wrong: %j", async (input, event, data) => {
  expect((await readEvents(await post({ stream: true, input }))).at(-1)).toMatchObject({ event, data });
});

/** The items of an answer, as they come with or without encrypted reasoning. */
async function answerItems(include: readonly string[]): Promise<object[]> {
  const answer = await (await post({ input: "!think Hm\n!say Hi", include })).json();
  return (answer as { output: object[] }).output;
}

describe("reasoning that is sent back", () => {
  it("is taken as it was given, with what followed from it", async () => {
    const items = await answerItems(["reasoning.encrypted_content"]);
    expect((await post({ input: [user("a"), ...items, user("b")] })).status).toBe(200);
  });

  it("is refused without its encryption, changed, alone, or left out while its answer stays", async () => {
    const refusal = async (...items: object[]) => {
      const response = await post({ input: [user("a"), ...items, user("b")] });
      return [response.status, JSON.stringify(await response.json())];
    };
    const [plain = {}] = await answerItems([]);
    expect(await refusal(plain)).toEqual([404, expect.stringContaining("not persisted")]);
    const [reasoning = {}, message = {}] = await answerItems(["reasoning.encrypted_content"]);
    const changed = { ...reasoning, summary: [{ type: "summary_text", text: "Other" }] };
    expect(await refusal(changed, message)).toEqual([400, expect.stringContaining("could not be verified")]);
    expect(await refusal(reasoning)).toEqual([400, expect.stringContaining("required following item")]);
    expect(await refusal(message)).toEqual([
      400,
      expect.stringContaining("without its required 'reasoning' item"),
    ]);
  });
});

const form = (schema: object) => ({ text: { format: { type: "json_schema", name: "answer", schema } } });

describe("a request that OpenAI would refuse", () => {
  it.each<[string, object, string]>([
    ["stop sequences", { stop: ["x"] }, "Unknown parameter: 'stop'."],
    ["a seed", { seed: 1 }, "Unknown parameter: 'seed'."],
    ["no input", { input: [] }, "Missing required parameter: 'input'."],
    ["a small limit", { max_output_tokens: 8 }, "Expected a value >= 16"],
    ["an unknown effort", { reasoning: { effort: "huge" } }, "Invalid value: 'huge'"],
    [
      "a call without output",
      { input: [user("a"), call("c1")] },
      "No tool output found for function call c1.",
    ],
    [
      "an output without a call",
      { input: [output("c1")] },
      "No tool call found for function call output with call_id c1.",
    ],
    [
      "an id of another kind",
      { input: [user("a"), { ...call("c1"), id: "x1" }, output("c1")] },
      "an ID that begins with 'fc'",
    ],
    [
      "a part of the other side",
      { input: [user([{ type: "output_text", text: "x" }])] },
      "Invalid value: 'output_text'",
    ],
    ["an unknown item", { input: [{ type: "robot" }] }, "Invalid value: 'robot'"],
    [
      "a tool in the older shape",
      { tools: [{ type: "function", function: { name: "ls" } }] },
      "Unknown parameter: 'tools[0].function'.",
    ],
    ["a form of another type", { text: { format: { type: "xml" } } }, "Invalid value: 'xml'"],
    [
      "a form that is no object",
      form({ type: "array" }),
      "schema must be a JSON Schema of 'type: \"object\"'",
    ],
    ["an unknown model", { model: "other" }, "The requested model 'other' does not exist."],
    ["a long conversation", { input: "x".repeat(30_000) }, "exceeds the context window"],
  ])("is refused: %s", async (...[, body, message]) => {
    const response = await post(body);
    const { error } = (await response.json()) as { error: { message: string; type: string } };
    expect([response.status, error.type]).toEqual([400, "invalid_request_error"]);
    expect(error.message).toContain(message);
  });
});

it("takes answered calls, and calls by ids of others", async () => {
  expect(
    (await post({ input: [user("a"), call("c1"), call("c2"), output("c2"), output("c1")] })).status,
  ).toBe(200);
});
