import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ModelServer, startModelServer } from "#model-server/start-model-server.ts";
import { readEvents } from "#model-server/test/read-events.ts";

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer({ contextTokens: 5_000 });
});
afterAll(() => server.close());

const skip = "skip_thought_signature_validator";
const user = (text: string) => ({ role: "user", parts: [{ text }] });
const model = (...parts: object[]) => ({ role: "model", parts });
const call = (name: string, more: object = {}) => ({ functionCall: { name, args: {} }, ...more });
const answers = (...names: string[]) => ({
  role: "user",
  parts: names.map((name) => ({ functionResponse: { name, response: { output: "ok" } } })),
});

function post(body: object, method = "generateContent", id = "scripted") {
  return fetch(`${server.url}/v1beta/models/${id}:${method}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ contents: [user("Hi")], ...body }),
  });
}

it("streams parts, calls whole and signed, and the usage at the end", async () => {
  const prompt = '!think Hm\n!say Hi\n!tool ls {"a":1}\n!tool rm\n!usage in 10 out 5 cached 4 reasoning 2';
  const response = await post({ contents: [user(prompt)] }, "streamGenerateContent?alt=sse");
  const events = (await readEvents(response)).map(({ data }) => data);
  const parts = events.map(
    ({ candidates }) => (candidates as { content?: { parts: object[] } }[])[0]?.content?.parts[0],
  );
  expect(parts).toEqual([
    { text: "Hm", thought: true },
    { text: "Hi" },
    {
      functionCall: { id: expect.any(String), name: "ls", args: { a: 1 } },
      thoughtSignature: expect.any(String),
    },
    { functionCall: { id: expect.any(String), name: "rm", args: {} } },
    undefined,
  ]);
  expect(events.at(-1)).toMatchObject({
    candidates: [{ finishReason: "STOP" }],
    usageMetadata: {
      promptTokenCount: 10,
      candidatesTokenCount: 3,
      thoughtsTokenCount: 2,
      cachedContentTokenCount: 4,
    },
  });
});

it("answers in one piece, and cannot send arguments that are none", async () => {
  const whole = await (await post({ contents: [user("!say Hi there")] })).json();
  expect(whole).toMatchObject({
    candidates: [{ content: { parts: [{ text: "Hi there" }] }, finishReason: "STOP" }],
  });
  const contents = [user("!broken-tool ls {")];
  const events = await readEvents(await post({ contents }, "streamGenerateContent?alt=sse"));
  expect(events.at(-1)?.data).toMatchObject({ candidates: [{ finishReason: "MALFORMED_FUNCTION_CALL" }] });
});

it("says how long to wait in the body alone", async () => {
  const response = await post(
    { contents: [user("!error 429 retry-after 7")] },
    "streamGenerateContent?alt=sse",
  );
  expect(response.headers.get("retry-after")).toBeNull();
  expect(await response.json()).toMatchObject({
    error: { code: 429, status: "RESOURCE_EXHAUSTED", details: [{ retryDelay: "7s" }] },
  });
});

const form = (schema: object) => ({
  generationConfig: { responseMimeType: "application/json", responseJsonSchema: schema },
});

describe("a request that Google would take", () => {
  it.each<[string, object]>([
    [
      "answered calls",
      {
        contents: [user("a"), model(call("ls", { thoughtSignature: skip }), call("rm")), answers("ls", "rm")],
      },
    ],
    [
      "unsigned calls of an earlier turn",
      { contents: [user("a"), model(call("ls")), answers("ls"), user("b")] },
    ],
    [
      "a picture",
      { contents: [{ role: "user", parts: [{ inlineData: { mimeType: "image/png", data: "AA" } }] }] },
    ],
    ["a form", form({ type: "array", items: { type: "string" } })],
    ["a level of thinking", { generationConfig: { thinkingConfig: { thinkingLevel: "LOW" } } }],
  ])("is answered: %s", async (_name, body) => {
    expect((await post(body)).status).toBe(200);
  });
});

describe("a request that Google would refuse", () => {
  it.each<[string, object, string]>([
    ["no contents", { contents: [] }, "contents is not specified"],
    ["no parts", { contents: [{ role: "user", parts: [] }] }, "must not be empty"],
    [
      "an unknown role",
      { contents: [{ role: "assistant", parts: [{ text: "x" }] }] },
      "Please use a valid role",
    ],
    ["an unknown field", { max_tokens: 5 }, 'Unknown name "max_tokens"'],
    ["an unknown setting", { generationConfig: { maxTokens: 5 } }, 'Unknown name "maxTokens"'],
    [
      "an unanswered call",
      { contents: [user("a"), model(call("ls", { thoughtSignature: skip }))] },
      "equal to the number of function call parts",
    ],
    [
      "answers to other calls",
      { contents: [user("a"), model(call("ls", { thoughtSignature: skip })), answers("rm")] },
      "equal to the number",
    ],
    ["an answer without a call", { contents: [answers("ls")] }, "immediately after a function call turn"],
    [
      "an unsigned call",
      { contents: [user("a"), model(call("ls")), answers("ls")] },
      "missing a thought_signature",
    ],
    [
      "another's signature",
      { contents: [user("a"), model(call("ls", { thoughtSignature: "AAAA" })), answers("ls")] },
      "not valid",
    ],
    ["a high temperature", { generationConfig: { temperature: 3 } }, "temperature is 3"],
    [
      "both ways to say how long",
      { generationConfig: { thinkingConfig: { thinkingLevel: "LOW", thinkingBudget: 1 } } },
      "only one of thinking budget",
    ],
    ["a form with an unknown keyword", form({ type: "string", pattern: "x" }), 'Unknown keyword "pattern"'],
    [
      "a form of no type",
      { generationConfig: { responseJsonSchema: { type: "string" } } },
      "only supported with response_mime_type",
    ],
    [
      "a function's odd name",
      { tools: [{ functionDeclarations: [{ name: "no way" }] }] },
      "Invalid function name",
    ],
    ["a long conversation", { contents: [user("x".repeat(30_000))] }, "exceeds the maximum number of tokens"],
  ])("is refused: %s", async (...[, body, message]) => {
    const response = await post(body);
    const { error } = (await response.json()) as { error: { message: string; status: string } };
    expect([response.status, error.status]).toEqual([400, "INVALID_ARGUMENT"]);
    expect(error.message).toContain(message);
  });

  it("is refused: an unknown model, a wrong key, a missing one", async () => {
    expect((await post({}, "generateContent", "other")).status).toBe(404);
    await using own = await startModelServer({ apiKey: "right" });
    const ask = async (headers: Record<string, string>) => {
      const response = await fetch(`${own.url}/v1beta/models`, { headers });
      return [response.status, await response.json()];
    };
    expect(await ask({ "x-goog-api-key": "right" })).toMatchObject([
      200,
      { models: [{ name: "models/scripted" }, {}] },
    ]);
    const invalid = { details: [{ reason: "API_KEY_INVALID" }] };
    expect(await ask({ "x-goog-api-key": "wrong" })).toMatchObject([400, { error: invalid }]);
    expect(await ask({})).toMatchObject([403, { error: { status: "PERMISSION_DENIED" } }]);
  });
});
