import { createGuardedFetch } from "@slipway/egress/guarded-fetch";
import type { Parameters } from "@slipway/schemas/apps/parameters";
import {
  type ModelServer,
  type ModelServerOptions,
  startModelServer,
} from "@slipway/testing/model-server/start-model-server";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { HarnessEntry, HarnessEvent, ModelTarget } from "#harness/harness.ts";
import { createLlmHarness } from "#harness/llm/llm-harness.ts";
import { modelOn, type WireFormat, wireFormats } from "#harness/test/wire-formats.ts";

/** What every wire format keeps, asked for through the harness without tools. */

const harness = createLlmHarness();
const fetch = createGuardedFetch({ privateNetwork: "allow" });
const message = (role: "user" | "assistant", text: string) => ({ kind: "message", role, text }) as const;

async function givenServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const server = await startModelServer(options);
  onTestFinished(() => server.close());
  return server;
}

type Ask = {
  readonly server?: ModelServer;
  readonly model?: Partial<ModelTarget>;
  readonly parameters?: Parameters;
  readonly outputSchema?: object;
  readonly entries?: readonly HarnessEntry[];
  readonly signal?: AbortSignal;
  readonly fetch?: typeof globalThis.fetch;
};

async function ask(format: WireFormat, prompt: string, wanted: Ask = {}) {
  const server = wanted.server ?? (await givenServer());
  const session = await harness.open({
    model: modelOn(server, format, wanted.model),
    instructions: "Be brief.",
    parameters: wanted.parameters ?? {},
    outputSchema: wanted.outputSchema ? { ...wanted.outputSchema } : null,
    tools: [],
    skills: [],
    entries: wanted.entries ?? [message("user", prompt)],
    fetch: wanted.fetch ?? fetch,
  });
  const events: HarnessEvent[] = [];
  const signal = wanted.signal ?? new AbortController().signal;
  const end = await session.runTurn({ signal, emit: (event) => void events.push(event) });
  await session.close();
  const text = events.map((event) => (event.type === "text.delta" ? event.delta : "")).join("");
  const reasoning = events.map((event) => (event.type === "reasoning.delta" ? event.delta : "")).join("");
  return { server, request: server.requests.at(-1), events, end, text, reasoning };
}

const outputSchema = {
  type: "object",
  properties: { zone: { type: "string" }, area: { type: "number" } },
  required: ["zone", "area"],
  additionalProperties: false,
};

const bodies = {
  "openai-completions": {
    plain: { stream: true, messages: [{ role: "system" }, { role: "user", content: "Hello" }] },
    full: { temperature: 0.3, top_p: 0.9, max_tokens: 5_000, stop: ["END"], seed: 7 },
    levels: { off: { reasoning_effort: "none" }, high: { reasoning_effort: "high" } },
    form: {
      response_format: {
        type: "json_schema",
        json_schema: { name: "answer", schema: outputSchema, strict: true },
      },
    },
    key: "authorization",
    keyValue: "Bearer test-key",
  },
  "openai-responses": {
    plain: {
      stream: true,
      store: false,
      input: [
        { role: "system", content: "Be brief." },
        { role: "user", content: [{ type: "input_text", text: "Hello" }] },
      ],
    },
    full: { temperature: 0.3, top_p: 0.9, max_output_tokens: 5_000 },
    levels: {
      off: { reasoning: { effort: "none" } },
      high: { reasoning: { effort: "high", summary: "auto" }, include: ["reasoning.encrypted_content"] },
    },
    form: {
      text: { format: { type: "json_schema", name: "answer", schema: outputSchema, strict: true } },
    },
    key: "authorization",
    keyValue: "Bearer test-key",
  },
  "anthropic-messages": {
    plain: { stream: true, max_tokens: 8_192, system: [{ text: "Be brief." }], messages: [{ role: "user" }] },
    full: { temperature: 0.3, top_p: 0.9, max_tokens: 5_000, stop_sequences: ["END"] },
    levels: {
      off: { thinking: { type: "disabled" } },
      high: { thinking: { type: "enabled", budget_tokens: 3_976 }, max_tokens: 5_000 },
    },
    form: { output_config: { format: { type: "json_schema", schema: outputSchema } } },
    key: "x-api-key",
    keyValue: "test-key",
  },
  "google-generative-ai": {
    plain: {
      systemInstruction: { parts: [{ text: "Be brief." }] },
      contents: [{ role: "user", parts: [{ text: "Hello" }] }],
    },
    full: {
      generationConfig: {
        temperature: 0.3,
        topP: 0.9,
        maxOutputTokens: 5_000,
        stopSequences: ["END"],
        seed: 7,
      },
    },
    levels: {
      off: { generationConfig: { thinkingConfig: { thinkingBudget: 0 } } },
      high: { generationConfig: { thinkingConfig: { includeThoughts: true, thinkingLevel: "HIGH" } } },
    },
    form: {
      generationConfig: { responseMimeType: "application/json", responseJsonSchema: outputSchema },
    },
    key: "x-goog-api-key",
    keyValue: "test-key",
  },
} as const;

describe.each(wireFormats)("$title", (format) => {
  const expected = bodies[format.api];

  it("carries what was said, and no parameter that was not set", async () => {
    const { request, end } = await ask(format, "Hello");
    expect(end.kind).toBe("answered");
    expect(request?.body).toMatchObject(expected.plain);
    expect(JSON.stringify(request?.body)).not.toMatch(
      /temperature|top_?p|seed|stop_|effort|thinking|reasoning|tools/i,
    );
  });

  it("carries every parameter that it has", async () => {
    const parameters = { temperature: 0.3, topP: 0.9, maxOutputTokens: 5_000, stop: ["END"], seed: 7 };
    const { request, end } = await ask(format, "Hello", { parameters });
    expect(end.kind).toBe("answered");
    expect(request?.body).toMatchObject(expected.full);
  });

  it.each(["off", "high"] as const)("tells the model to reason: %s", async (reasoning) => {
    const parameters = { reasoning, maxOutputTokens: 5_000 };
    const { request, end } = await ask(format, "Hello", { model: { reasoning: true }, parameters });
    expect(end.kind).toBe("answered");
    expect(request?.body).toMatchObject(expected.levels[reasoning]);
  });

  it("C41 asks for an output of a form through the format's own option, in the author's order", async () => {
    const model = { structuredOutput: true };
    const { request, end, text } = await ask(format, '!say {"zone":"a","area":1}', { model, outputSchema });
    expect({ kind: end.kind, text }).toEqual({ kind: "answered", text: '{"zone":"a","area":1}' });
    expect(request?.body).toMatchObject(expected.form);
    const sent = JSON.stringify(request?.body);
    expect(sent).toContain('"properties":{"zone":{"type":"string"},"area":{"type":"number"}}');
    expect(sent).not.toContain("JSON Schema");
  });

  it("C41 asks in words where the model has not that ability", async () => {
    const { request } = await ask(format, "Hello", { outputSchema });
    expect(JSON.stringify(request?.body)).toContain("Answer with JSON only");
    expect(JSON.stringify(request?.body)).not.toMatch(/response_?format|json_?schema"|output_config/i);
  });

  it("C41 asks in words for the rest of an answer that was cut, and where the endpoint refuses the schema", async () => {
    const server = await givenServer();
    const model = { structuredOutput: true };
    const cut = { kind: "message", role: "assistant", text: '{"zone":', partial: true };
    const entries = [message("user", "Where?"), cut];
    const rest = await ask(format, "", { server, model, outputSchema, entries });
    expect(JSON.stringify(rest.request?.body)).toContain("Answer with JSON only");
    const prompt = '!error 400 times 1 "Invalid schema: too deep"\n!say {}';
    const { events, end, text } = await ask(format, prompt, { server, model, outputSchema });
    expect({ kind: end.kind, text }).toEqual({ kind: "answered", text: "{}" });
    expect(events[0]).toMatchObject({
      type: "warning",
      code: "structured_output_refused",
      message: expect.stringContaining("Invalid schema: too deep"),
    });
    expect(server.requests).toHaveLength(3);
  });

  it("stops at the longest answer, and says so", async () => {
    const parameters = { maxOutputTokens: 16 };
    const { end } = await ask(format, "!tokens 40", { parameters });
    expect(end).toMatchObject({ kind: "answered", stopReason: "length", usage: { outputTokens: 16 } });
  });

  it("counts what came from the cache as input, and reasoning as output", async () => {
    const { end } = await ask(format, "!say Hi\n!usage in 10 out 5 cached 4 reasoning 2");
    expect(end.usage).toEqual({
      inputTokens: 10,
      outputTokens: 5,
      cacheReadTokens: 4,
      cacheWriteTokens: 0,
      reasoningTokens: 2,
    });
  });

  it("C58 tells what the provider calls its answer and which model gave it", async () => {
    const { end } = await ask(format, "Hello");
    expect(end.answeredBy).toEqual({ responseId: expect.stringMatching(/^\S+$/), responseModel: "scripted" });
  });

  it("gives the model its reasoning back as it was", async () => {
    const server = await givenServer();
    const model = { reasoning: true };
    const prompt = "!think Let me see\n!say Yes, it is.";
    const first = await ask(format, prompt, { server, model });
    expect(first).toMatchObject({ reasoning: expect.stringContaining("Let me see"), text: "Yes, it is." });
    const stored: HarnessEntry[] = JSON.parse(JSON.stringify(first.end.entries));
    const entries = [message("user", prompt), ...stored, message("user", "!say Sure.")];
    const second = await ask(format, "", { server, model, entries });
    // The server refuses reasoning that is not as it was given.
    expect(second.end).toMatchObject({ kind: "answered", text: "Sure." });
    if (format.api !== "google-generative-ai")
      expect(JSON.stringify(second.request?.body)).toContain("Let me see");
  });

  it("takes a conversation that another model has begun", async () => {
    const other = { api: "openai-completions", provider: "other", model: "m" };
    const content = [
      { type: "thinking", thinking: "Private.", thinkingSignature: "not-yours" },
      { type: "text", text: "Hi.", textSignature: "not-yours" },
    ];
    const entries = [
      message("user", "Hello"),
      { kind: "answer", content, from: other },
      message("user", "And now?"),
    ];
    const { end, request } = await ask(format, "", { entries, model: { reasoning: true } });
    expect(end.kind).toBe("answered");
    expect(JSON.stringify(request?.body)).not.toMatch(/Private|not-yours/);
  });

  it.each([
    ["!error 401", "unauthorized", 401],
    ["!error 403", "unauthorized", 403],
    ["!error 429", "rate_limited", 429],
    ["!error 400", "rejected", 400],
    ["!error 404", "rejected", 404],
    ["!error 500", "overloaded", 500],
    ["!error 529", "overloaded", 529],
    ["!error 413", "too_long", 413],
    ["!too-long", "too_long", 400],
    ["!cut", "cut", null],
    ["!open\n!cut", "cut", null],
    ["!open\n!end", "cut", null],
    ["!raw {\n!cut", "cut", null],
    ["!finish content-filter", "content_filtered", null],
    ["!tool search {}", "rejected", null],
  ])("C42 %j is %s", async (prompt, kind, status) => {
    const { end, events, server } = await ask(format, prompt);
    expect(end).toMatchObject({ kind: "failed", shown: false, entries: [], failure: { kind, status } });
    expect(events).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['!say One\n!error 429 "Rate limit: slow down."', "rate_limited"],
    ['!say One\n!error 503 "Overloaded."', "overloaded"],
    ["!say One\n!cut", "cut"],
    ["!say One\n!end", "cut"],
  ])("C9 %j within the answer is %s, and what was shown is kept", async (prompt, kind) => {
    const { end, text } = await ask(format, prompt);
    expect(text).toBe("One");
    expect(end).toMatchObject({ kind: "failed", shown: true, failure: { kind }, entries: [{ text: "One" }] });
    if (kind !== "cut" && end.kind === "failed")
      expect(end.failure.message).toMatch(/slow down\.|Overloaded\./);
  });

  it("C42 says how long the provider asks to wait", async () => {
    const { end } = await ask(format, '!error 429 retry-after 2 "Slow down."');
    const failure = { kind: "rate_limited", message: "Slow down.", retryAfterMs: 2_000 };
    expect(end).toMatchObject({ failure });
  });

  it("C34 knows a conversation that is too long by the provider's own words", async () => {
    const server = await givenServer({ contextTokens: 100 });
    const { end } = await ask(format, "x".repeat(1_000), { server });
    expect(end).toMatchObject({ failure: { kind: "too_long", status: 400 } });
  });

  it("C69 sends the key in the provider's own header and takes nothing from the environment", async () => {
    for (const name of ambient) vi.stubEnv(name, "ambient");
    for (const name of ["OPENAI_BASE_URL", "ANTHROPIC_BASE_URL", "GOOGLE_GEMINI_BASE_URL"]) {
      vi.stubEnv(name, "http://ambient.invalid");
    }
    onTestFinished(() => void vi.unstubAllEnvs());
    const server = await givenServer({ apiKey: "test-key" });
    const { end, request } = await ask(format, "Hello", { server });
    expect(end.kind).toBe("answered");
    expect(request?.headers[expected.key]).toBe(expected.keyValue);
    expect(
      Object.entries(request?.headers ?? {})
        .flat()
        .join(" "),
    ).not.toMatch(/stainless|\bpi\b|referer|openai|browser|ambient|genai/i);
    const keyless = await ask(format, "Hello", { server, model: { apiKey: null } });
    expect(keyless.end).toMatchObject({ failure: { kind: "unauthorized" } });
    expect(JSON.stringify(keyless.request?.headers)).not.toContain("ambient");
    const wrong = await ask(format, "Hello", { server, model: { apiKey: "sk-planted-wrong-key" } });
    expect(wrong.end).toMatchObject({ failure: { kind: "unauthorized" } });
    expect(JSON.stringify(wrong.end)).not.toContain("planted");
  });

  it("C54 calls no address that the installation may not call", async () => {
    const { end } = await ask(format, "Hello", { model: { baseUrl: "http://169.254.169.254" } });
    expect(end).toMatchObject({ failure: { kind: "rejected", status: null } });
  });

  it("has read a whole answer to its end, so that the socket is free for the next call", async () => {
    const ended = Promise.withResolvers<void>();
    const { end } = await ask(format, "!say One two", {
      fetch: async (...request) => {
        const response = await fetch(...request);
        const watched = response.body?.pipeThrough(new TransformStream({ flush: () => ended.resolve() }));
        return new Response(watched, { status: response.status, headers: response.headers });
      },
    });
    expect(end.kind).toBe("answered");
    await ended.promise;
  });

  it("C10 closes its socket when it is aborted", async () => {
    const server = await givenServer();
    const controller = new AbortController();
    const turn = ask(format, "!say One two\n!hang after 1 tokens", { server, signal: controller.signal });
    const request = await server.nextRequest();
    controller.abort();
    expect((await turn).end.kind).toBe("aborted");
    expect(await request.ended).toBe("client-closed");
  });
});

const ambient = [
  "OPENAI_API_KEY",
  "OPENAI_ORG_ID",
  "OPENAI_CUSTOM_HEADERS",
  "ANTHROPIC_API_KEY",
  "ANTHROPIC_AUTH_TOKEN",
  "GEMINI_API_KEY",
  "GOOGLE_API_KEY",
];
