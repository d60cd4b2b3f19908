import { describe, expect, it } from "vitest";
import type { ModelFailure } from "#harness/harness.ts";
import { toModelFailure } from "#harness/model-call/to-model-failure.ts";
import type { WireOutcome } from "#harness/model-call/wire.ts";
import { givenPiMessage } from "#harness/test/given-pi-message.ts";

const call = { baseUrl: "https://models.example.com/v1", apiKey: "sk-planted" };

function answered(status: number, body: unknown, more: Partial<WireOutcome & { kind: "not_a_stream" }> = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const outcome: WireOutcome = {
    kind: "not_a_stream",
    status,
    retryAfterMs: null,
    contentType: "application/json",
    body: text,
    ...more,
  };
  return toModelFailure({ ...call, outcome, message: givenPiMessage({ stopReason: "error" }) });
}

function broke(errorMessage: string, rawStopReason?: string): ModelFailure {
  const message = givenPiMessage({
    stopReason: "error",
    errorMessage,
    ...(rawStopReason ? { rawStopReason } : {}),
  });
  return toModelFailure({ ...call, outcome: { kind: "streaming" }, message });
}

function unanswered(error: unknown): ModelFailure {
  const message = givenPiMessage({ stopReason: "error", errorMessage: "Connection error." });
  return toModelFailure({ ...call, outcome: { kind: "unanswered", error }, message });
}

const networkError = (code: string, text: string) =>
  new TypeError("fetch failed", { cause: Object.assign(new Error(text), { code }) });

describe("an answer that is no stream", () => {
  it.each([
    [401, { error: { message: "Incorrect API key" } }, "unauthorized"],
    [403, { error: { message: "Not allowed" } }, "unauthorized"],
    [403, { error: { message: "Flagged by moderation" } }, "content_filtered"],
    [404, { detail: "Not Found" }, "rejected"],
    [400, { error: { message: "temperature: unsupported" } }, "rejected"],
    [402, { error: { message: "Insufficient credits" } }, "rejected"],
    [408, "", "overloaded"],
    [429, { error: { message: "Rate limit reached" } }, "rate_limited"],
    [429, { error: { message: "Too many tokens, please wait" } }, "rate_limited"],
    [429, { error: { message: "You exceeded your quota", code: "insufficient_quota" } }, "rejected"],
    [500, { error: { message: "Internal" } }, "overloaded"],
    [503, { error: { message: "Loading model" } }, "overloaded"],
    [529, { error: { message: "Overloaded" } }, "overloaded"],
    [413, "", "too_long"],
    [400, { error: { message: "Too big", code: "context_length_exceeded" } }, "too_long"],
    [400, { error: { message: "prompt is too long: 213462 tokens > 200000 maximum" } }, "too_long"],
    [
      400,
      { error: { message: "the request exceeds the available context size, try increasing it" } },
      "too_long",
    ],
    [500, { error: { message: "the request exceeds the available context size" } }, "too_long"],
    [400, { message: "Input length (265330) exceeds model's maximum context length (262144)." }, "too_long"],
    [400, { error: { message: "Filtered", code: "content_filter" } }, "content_filtered"],
    [200, { choices: [] }, "rejected"],
  ])("%i %j is %s", (status, body, kind) => {
    expect(answered(status, body)).toMatchObject({ kind, status });
  });

  it("keeps the provider's words and how long it asks to wait", () => {
    expect(answered(429, { error: { message: "Slow down." } }, { retryAfterMs: 2_000 })).toEqual({
      kind: "rate_limited",
      message: "Slow down.",
      status: 429,
      retryAfterMs: 2_000,
    });
  });

  it("says what a wrong base URL looks like", () => {
    const page = answered(200, "<!doctype html><h1>Welcome</h1>", {
      contentType: "text/html; charset=utf-8",
    });
    expect(page).toMatchObject({ kind: "rejected", message: expect.stringContaining("base URL") });
  });

  it("C61 keeps the key out of the message", () => {
    expect(answered(401, { error: { message: "Key sk-planted is wrong" } }).message).toBe(
      "Key [key] is wrong",
    );
    expect(answered(400, "bad header: Bearer sk-planted").message).toBe("bad header: Bearer [key]");
    expect(broke("key sk-planted").message).toBe("key [key]");
  });
});

describe("a stream that breaks", () => {
  it.each([
    ["terminated", "cut"],
    ["Stream ended without finish_reason", "cut"],
    ["Unexpected token 'n', \"{nonsense\" is not valid JSON", "cut"],
    ["Unexpected end of JSON input", "cut"],
    ["The server is overloaded", "overloaded"],
    ["JSON mode is down", "overloaded"],
    ["Rate limit exceeded", "rate_limited"],
    ["This endpoint's maximum context length is 8192 tokens", "too_long"],
    ["Blocked by the content filter", "content_filtered"],
  ])("%s is %s", (errorMessage, kind) => {
    expect(broke(errorMessage)).toMatchObject({ kind, status: null });
  });

  it.each([
    ["content_filter", "content_filtered"],
    ["network_error", "cut"],
    ["model_context_window_exceeded", "too_long"],
    ["whatever", "rejected"],
  ])("the finish reason %s is %s", (reason, kind) => {
    expect(broke(`Provider finish_reason: ${reason}`, reason)).toMatchObject({ kind });
  });
});

describe("no answer at all", () => {
  it.each([
    ["ECONNREFUSED", "unreachable", "nothing listens there"],
    ["ENOTFOUND", "unreachable", "no such host"],
    ["UND_ERR_CONNECT_TIMEOUT", "unreachable", "in time"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "unreachable", "DEPTH_ZERO_SELF_SIGNED_CERT"],
    ["ECONNRESET", "cut", "closed the connection"],
    ["UND_ERR_SOCKET", "cut", "closed the connection"],
  ])("%s is %s", (code, kind, words) => {
    expect(unanswered(networkError(code, "at 10.1.2.3:443"))).toMatchObject({
      kind,
      message: expect.stringContaining(words),
    });
  });

  it("does not tell what a name resolved to", () => {
    const both = new AggregateError(
      [networkError("ECONNREFUSED", "connect ECONNREFUSED 10.1.2.3:443").cause],
      "all failed",
    );
    expect(unanswered(new TypeError("fetch failed", { cause: both })).message).toBe(
      "Could not reach https://models.example.com: nothing listens there.",
    );
  });
});
