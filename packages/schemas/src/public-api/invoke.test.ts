import { describe, expect, it } from "vitest";
import { AppError } from "#errors/app-error.ts";
import { parseOrThrow } from "#errors/parse-or-throw.ts";
import { InvokeRequest, SessionRunRequest } from "#public-api/invoke.ts";
import { toStorableText } from "#text.ts";

const message = (text: string) => ({ input: { message: text } });

function faultsOf(body: unknown): unknown {
  try {
    parseOrThrow(InvokeRequest, body);
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid_request" && Array.isArray(error.details))
      return error.details.map((detail) => detail.path);
    throw error;
  }
  return [];
}

describe("an invoke's body", () => {
  it.each([
    ["a message of 32,001 characters", message("x".repeat(32_001)), ["input.message"]],
    ["an empty message", message(""), ["input.message"]],
    ["a NUL character", message("a\u0000b"), ["input.message"]],
    ["a message that is no text", { input: { message: 7 } }, ["input.message"]],
    ["no input", {}, ["input"]],
    ["maxTurns 0", { ...message("Hi"), budget: { maxTurns: 0 } }, ["budget.maxTurns"]],
    ["maxTurns 201", { ...message("Hi"), budget: { maxTurns: 201 } }, ["budget.maxTurns"]],
    ["maxTurns 1.5", { ...message("Hi"), budget: { maxTurns: 1.5 } }, ["budget.maxTurns"]],
    ["an unknown field", { ...message("Hi"), colour: "red" }, ["colour"]],
    ["an unknown field of the input", { input: { message: "Hi", text: "Hi" } }, ["input.text"]],
    ["an unknown limit", { ...message("Hi"), budget: { maxJokes: 1 } }, ["budget.maxJokes"]],
    ["a session id that is none", { ...message("Hi"), sessionId: "run_1" }, ["sessionId"]],
    ["revision and environment", { ...message("Hi"), revision: 1, environment: "production" }, ["revision"]],
    ["environment and config", { ...message("Hi"), environment: "production", config: {} }, ["revision"]],
    ["no messages", { input: { messages: [] } }, ["input.messages"]],
    [
      "an empty one of the messages",
      { input: { messages: [{ role: "user", content: "" }] } },
      ["input.messages.0.content"],
    ],
    ["a NUL in a variable", { input: { variables: { name: "a\u0000" } } }, ["input.variables.name"]],
  ])("C2 is refused with %s, naming the path", (_what, body, paths) => {
    expect(faultsOf(body)).toEqual(paths);
  });

  it.each([
    ["a message of 32,000 characters", message("x".repeat(32_000))],
    ["a message of one", message("x")],
    ["maxTurns 1", { ...message("Hi"), budget: { maxTurns: 1 } }],
    ["maxTurns 200", { ...message("Hi"), budget: { maxTurns: 200 } }],
  ])("C2 is taken with %s", (_what, body) => {
    expect(faultsOf(body)).toEqual([]);
  });

  it("waits in the queue of a busy session unless it says otherwise", () => {
    expect(InvokeRequest.parse(message("Hi")).onBusy).toBe("enqueue");
  });

  it("names no session where the path does", () => {
    expect(SessionRunRequest.safeParse({ ...message("Hi"), sessionId: "ses_1" }).success).toBe(false);
  });
});

it("makes any text storable without changing what is", () => {
  expect(toStorableText("a\u0000b\uD800c")).toBe("a\uFFFDb\uFFFDc");
  expect(toStorableText("naïve 🙂")).toBe("naïve 🙂");
});
