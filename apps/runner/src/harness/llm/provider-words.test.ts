import { expect, it } from "vitest";
import { readProviderWords, toSafeMessage } from "#harness/llm/provider-words.ts";

it.each([
  [
    "OpenAI",
    { error: { message: "No.", type: "invalid_request_error", code: "bad" } },
    "No.",
    ["bad", "invalid_request_error"],
  ],
  ["an error that is a string (Ollama)", { error: "model not found" }, "model not found", []],
  ["a bare message", { message: "No.", code: 1261 }, "No.", ["1261"]],
  ["FastAPI", { detail: "Not Found" }, "Not Found", []],
  ["an error of null beside a message", { error: null, message: "No." }, "No.", []],
])("reads %s", (_name, body, message, codes) => {
  expect(readProviderWords(JSON.stringify(body))).toEqual({ message, codes });
});

it("takes other text as it is, but no web page", () => {
  expect(readProviderWords("upstream timed out\n").message).toBe("upstream timed out");
  expect(readProviderWords("<html><body>502</body></html>").message).toBe("");
  expect(readProviderWords('{"detail":[{"loc":["body"]}]}').message).toBe('{"detail":[{"loc":["body"]}]}');
});

it.each(["sk-secret", '!echo "pwned"', "a+b/c==", "back\\slash"])(
  "keeps the key %s out of a message",
  (key) => {
    const said = `${key} or ${JSON.stringify({ key })} or ?key=${encodeURIComponent(key)}`;
    expect(toSafeMessage(said, key)).toBe('[key] or {"key":"[key]"} or ?key=[key]');
  },
);

it("makes a message storable and ends it somewhere", () => {
  expect(toSafeMessage("a\u0000b", null)).toBe("a\ufffdb");
  expect(toSafeMessage("x".repeat(9_999), null)).toBe(`${"x".repeat(2_000)}…`);
});
