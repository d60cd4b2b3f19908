import { expect, it } from "vitest";
import { readProviderWords, toSafeMessage } from "#harness/model-call/provider-words.ts";

it.each([
  {
    shape: "OpenAI's",
    body: { error: { message: "No.", type: "invalid_request_error", code: "bad" } },
    said: { message: "No.", codes: ["bad", "invalid_request_error"] },
  },
  { shape: "Ollama's", body: { error: "not found" }, said: { message: "not found", codes: [] } },
  { shape: "a bare one", body: { message: "No.", code: 1261 }, said: { message: "No.", codes: ["1261"] } },
  { shape: "FastAPI's", body: { detail: "Not Found" }, said: { message: "Not Found", codes: [] } },
  {
    shape: "a message beside null",
    body: { error: null, message: "No." },
    said: { message: "No.", codes: [] },
  },
])("reads an error of this shape: $shape", ({ body, said }) => {
  expect(readProviderWords(JSON.stringify(body))).toEqual(said);
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
