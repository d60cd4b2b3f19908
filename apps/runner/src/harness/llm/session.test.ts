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
import { plainEntry } from "#harness/llm/stored-entry.ts";
import { continueRequest } from "#harness/model-call/continue-request.ts";
import { givenModel } from "#harness/test/given-model.ts";

const harness = createLlmHarness();
const user = (text: string) => plainEntry("user", text);

async function givenServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const server = await startModelServer(options);
  onTestFinished(() => server.close());
  return server;
}

type Ask = {
  readonly model?: Partial<ModelTarget>;
  readonly parameters?: Parameters;
  readonly entries?: readonly HarnessEntry[];
  readonly how?: "runTurn" | "continueTurn";
};

function openSession(server: ModelServer, prompt: string, { model, parameters, entries }: Ask = {}) {
  return harness.open({
    model: givenModel({ baseUrl: `${server.url}/v1`, ...model }),
    instructions: "",
    parameters: parameters ?? {},
    tools: [],
    skills: [],
    entries: entries ?? [user(prompt)],
    fetch: createGuardedFetch({ privateNetwork: "allow" }),
  });
}

/** One turn: what it emitted, how it ended. */
async function ask(server: ModelServer, prompt: string, wanted: Ask = {}) {
  const session = await openSession(server, prompt, wanted);
  const events: HarnessEvent[] = [];
  const end = await session[wanted.how ?? "runTurn"]({
    signal: new AbortController().signal,
    emit: (event) => events.push(event),
  });
  await session.close();
  return {
    events,
    end,
    text: events.map((event) => (event.type === "text.delta" ? event.delta : "")).join(""),
  };
}

const lastBody = (server: ModelServer) => server.requests.at(-1)?.body;

describe("the key", () => {
  it.each(["!echo pwned", "!echo", "$HOME", "$(id)"])("C69 %s arrives as these bytes", async (apiKey) => {
    const server = await givenServer();
    await ask(server, "Hello", { model: { apiKey } });
    expect(server.requests.at(-1)?.headers.authorization).toBe(`Bearer ${apiKey}`);
  });

  it("C69 is never taken from the environment, nor is anything else", async () => {
    vi.stubEnv("OPENAI_API_KEY", "ambient");
    vi.stubEnv("OPENAI_ADMIN_KEY", "ambient");
    vi.stubEnv("OPENAI_ORG_ID", "ambient");
    vi.stubEnv("OPENAI_PROJECT_ID", "ambient");
    vi.stubEnv("OPENAI_CUSTOM_HEADERS", "x-ambient: ambient");
    vi.stubEnv("OPENAI_BASE_URL", "http://ambient.invalid");
    vi.stubEnv("HTTP_PROXY", "http://ambient.invalid");
    onTestFinished(() => void vi.unstubAllEnvs());
    const server = await givenServer();
    const { end } = await ask(server, "Hello", { model: { apiKey: null } });
    expect(end.kind).toBe("answered");
    expect(server.requests.at(-1)?.headers.authorization).toBeUndefined();
    expect(JSON.stringify(server.requests.at(-1)?.headers)).not.toContain("ambient");
  });

  it("C61 does not come back in an error", async () => {
    const server = await givenServer();
    const prompt = '!error 401 "Incorrect API key provided: sk-planted-1234"';
    const { end } = await ask(server, prompt, { model: { apiKey: "sk-planted-1234" } });
    expect(end).toMatchObject({
      failure: { kind: "unauthorized", message: "Incorrect API key provided: [key]" },
    });
  });
});

describe("the request", () => {
  it("says nothing about who sends it", async () => {
    const server = await givenServer();
    await ask(server, "Hello");
    const headers = Object.entries(server.requests.at(-1)?.headers ?? {}).map(
      ([name, value]) => `${name}: ${value}`,
    );
    expect(headers).toContain("user-agent: slipway");
    expect(headers.filter((header) => /stainless|pi\b|referer|title|openai/i.test(header))).toEqual([]);
  });

  it("carries only what was set", async () => {
    const server = await givenServer();
    await ask(server, "Hello", { model: { reasoning: true } });
    expect(lastBody(server)).toEqual({
      model: "scripted",
      messages: [{ role: "user", content: "Hello" }],
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  it("carries every parameter", async () => {
    const server = await givenServer();
    const parameters: Parameters = {
      temperature: 0.3,
      topP: 0.9,
      maxOutputTokens: 50,
      stop: ["END"],
      seed: 7,
      reasoning: "low",
    };
    const { end } = await ask(server, "Hello", { model: { reasoning: true }, parameters });
    expect(end.kind).toBe("answered");
    expect(lastBody(server)).toMatchObject({
      temperature: 0.3,
      top_p: 0.9,
      max_tokens: 50,
      stop: ["END"],
      seed: 7,
      reasoning_effort: "low",
    });
  });

  it.each([
    ["off", "none"],
    ["minimal", "minimal"],
    ["medium", "medium"],
    ["high", "high"],
  ] as const)("carries reasoning %s as %s", async (reasoning, effort) => {
    const server = await givenServer();
    await ask(server, "Hello", { model: { reasoning: true }, parameters: { reasoning } });
    expect(lastBody(server)).toMatchObject({ reasoning_effort: effort });
  });

  it("goes without a parameter that the model does not take, and says so", async () => {
    const server = await givenServer();
    const model = { parameters: ["maxOutputTokens"] as const };
    const { end, events } = await ask(server, "Hello", { model, parameters: { temperature: 1, seed: 3 } });
    expect(end.kind).toBe("answered");
    expect(events.slice(0, 2)).toEqual([
      {
        type: "warning",
        code: "parameter_ignored",
        message: "test/scripted does not take parameters.temperature. The run goes on without it.",
      },
      expect.objectContaining({ message: expect.stringContaining("parameters.seed") }),
    ]);
    expect(lastBody(server)).not.toHaveProperty("temperature");
    expect(lastBody(server)).not.toHaveProperty("seed");
  });

  it("is not made when an endpoint would ignore a parameter", async () => {
    const server = await givenServer();
    // Pi knows this provider as one that cannot be told.
    const deaf = { reasoning: true, provider: "xai", ref: "xai/scripted" };
    const told = await ask(server, "Hello", { model: deaf, parameters: { reasoning: "low" } });
    expect(told.end).toMatchObject({
      failure: { kind: "rejected", message: expect.stringContaining("parameters.reasoning") },
    });
    expect(server.requests).toEqual([]);
  });

  it("honours reasoning off where there is none", async () => {
    const server = await givenServer();
    expect((await ask(server, "Hello", { parameters: { reasoning: "off" } })).end.kind).toBe("answered");
  });
});

describe("usage", () => {
  it("counts cached tokens as input", async () => {
    const server = await givenServer();
    const { end } = await ask(server, "!say Hi\n!usage in 10 out 5 cached 4 reasoning 2");
    expect(end.usage).toEqual({
      inputTokens: 10,
      outputTokens: 5,
      cacheReadTokens: 4,
      cacheWriteTokens: 0,
      reasoningTokens: 2,
    });
  });

  it.each(["!say Hi\n!usage none", "!say One two three\n!cut after 2 tokens"])(
    "is null when nothing was reported: %j",
    async (prompt) => {
      const server = await givenServer();
      expect((await ask(server, prompt)).end.usage).toBeNull();
    },
  );
});

describe("a failure", () => {
  it.each([
    ["!error 401", "unauthorized", 401],
    ["!error 429", "rate_limited", 429],
    ["!error 400", "rejected", 400],
    ["!error 500", "overloaded", 500],
    ["!too-long openai", "too_long", 400],
    ["!too-long anthropic", "too_long", 400],
    ["!too-long llama", "too_long", 400],
    ["!cut", "cut", null],
    ["!open\n!cut", "cut", null],
    ["!open\n!end", "cut", null],
    ["!finish content-filter", "content_filtered", null],
    ["!tool search {}", "rejected", null],
  ])("C42 %j is %s", async (prompt, kind, status) => {
    const server = await givenServer();
    const { end, events } = await ask(server, prompt);
    expect(end).toMatchObject({ kind: "failed", shown: false, entries: [], failure: { kind, status } });
    expect(events).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });

  it("C42 says how long the provider asks to wait", async () => {
    const server = await givenServer();
    const { end } = await ask(server, '!error 429 retry-after 2 "Slow down."');
    expect(end).toMatchObject({
      failure: { kind: "rate_limited", message: "Slow down.", retryAfterMs: 2_000 },
    });
  });

  it("says that nothing listens, or that the address may not be called", async () => {
    const server = await givenServer();
    await server.close();
    expect((await ask(server, "Hello")).end).toMatchObject({
      failure: { kind: "unreachable", status: null },
    });
    const metadata = { baseUrl: "http://169.254.169.254/v1" };
    expect((await ask(server, "Hello", { model: metadata })).end).toMatchObject({
      failure: { kind: "rejected", status: null },
    });
  });

  it.each(["!cut after 2 tokens", "!end after 2 tokens", "!error 503 after 2 tokens"])(
    "C9 %s after text keeps the text and sends it with the request to go on",
    async (fault) => {
      const server = await givenServer();
      const prompt = `!say One two three\n${fault}\n!then\n!say three`;
      const { end, text } = await ask(server, prompt);
      expect(text).toBe("One two");
      expect(end).toMatchObject({ kind: "failed", shown: true });
      const entries = [user(prompt), ...JSON.parse(JSON.stringify(end.entries))];
      await ask(server, "", { entries, how: "continueTurn" });
      expect(lastBody(server)).toMatchObject({
        messages: [
          { role: "user", content: prompt },
          { role: "assistant", content: "One two" },
          { role: "user", content: continueRequest },
        ],
      });
    },
  );
});

describe("an abort", () => {
  it.each([
    ["before the headers", "!hang"],
    ["before the first token", "!open\n!hang"],
    ["in the middle", "!say One two three\n!hang after 2 tokens"],
  ])("C10 of a call that hangs %s closes its socket", async (_when, prompt) => {
    const server = await givenServer();
    const session = await openSession(server, prompt);
    const controller = new AbortController();
    const turn = session.runTurn({ signal: controller.signal, emit: () => undefined });
    const request = await server.nextRequest();
    controller.abort();
    expect((await turn).kind).toBe("aborted");
    expect(await request.ended).toBe("client-closed");
  });
});

describe("whoever watches", () => {
  it("is shown nothing more once the call is aborted, also of what has arrived", async () => {
    const server = await givenServer();
    const controller = new AbortController();
    const shown: string[] = [];
    const session = await openSession(server, "!say One two three four");
    const emit = (event: HarnessEvent) => {
      if (event.type !== "text.delta") return;
      shown.push(event.delta);
      controller.abort();
    };
    const end = await session.runTurn({ signal: controller.signal, emit });
    expect(shown).toEqual(["One"]);
    expect(end).toMatchObject({ kind: "aborted", entries: [{ text: "One", partial: true }] });
  });

  it("has the whole answer when the abort comes after it", async () => {
    const server = await givenServer();
    const controller = new AbortController();
    const session = await openSession(server, "!say One two");
    const emit = (event: HarnessEvent) => {
      if (event.type === "text.finished") controller.abort();
    };
    const end = await session.runTurn({ signal: controller.signal, emit });
    expect(end).toMatchObject({ kind: "answered", text: "One two" });
  });

  it("frees the socket by throwing", async () => {
    const server = await givenServer();
    const session = await openSession(server, "!say One\n!hang");
    const emit = () => {
      throw new Error("The log is full.");
    };
    await expect(session.runTurn({ signal: new AbortController().signal, emit })).rejects.toThrow(
      "The log is full.",
    );
    expect(await server.requests[0]?.ended).toBe("client-closed");
  });
});

describe("text", () => {
  it("keeps a surrogate pair whole that the endpoint splits over two events", async () => {
    const server = await givenServer();
    const chunk = (content: string) => `!raw {"choices":[{"index":0,"delta":{"content":"${content}"}}]}`;
    const { events, end } = await ask(
      server,
      [chunk("a\\ud83d"), chunk("\\ude00b"), "!finish stop"].join("\n"),
    );
    expect(events.flatMap((event) => (event.type === "text.delta" ? event.delta : []))).toEqual([
      "a",
      "\u{1f600}b",
    ]);
    expect(end).toMatchObject({ kind: "answered", text: "a\u{1f600}b" });
  });

  it("can be stored, and so can its entry", async () => {
    const server = await givenServer();
    const chunk = '!raw {"choices":[{"index":0,"delta":{"content":"a\\u0000b\\ud83d"}}]}';
    const { end } = await ask(server, `${chunk}\n!finish stop`);
    expect(end).toMatchObject({
      text: "a\ufffdb\ufffd",
      entries: [{ content: [{ text: "a\ufffdb\ufffd" }] }],
    });
  });

  it("comes as the deltas that the endpoint sends", async () => {
    const server = await givenServer();
    const { events } = await ask(server, "!tokens 200");
    expect(events.filter((event) => event.type === "text.delta")).toHaveLength(200);
  });

  it("gives a model its own reasoning back, and another model only the text", async () => {
    const server = await givenServer();
    const prompt = "!think Let me see.\n!say Yes.";
    const { end } = await ask(server, prompt);
    const entries = [user(prompt), ...end.entries, user("And?")];
    await ask(server, "", { entries });
    expect(lastBody(server)).toMatchObject({
      messages: [{}, { content: "Yes.", reasoning_content: "Let me see." }, {}],
    });
    await ask(server, "", { entries, model: { modelId: "scripted-small" } });
    expect(lastBody(server)).toMatchObject({ messages: [{}, { role: "assistant", content: "Yes." }, {}] });
    expect(JSON.stringify(lastBody(server))).not.toContain("reasoning");
  });
});
