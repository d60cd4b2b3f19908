import { expect, it } from "vitest";
import type { ModelTarget } from "#harness/harness.ts";
import { answeredBy } from "#harness/model-call/answered-by.ts";

const given = (
  message: { responseId?: string; responseModel?: string },
  api: ModelTarget["api"] = "openai-completions",
  told: string | null = null,
) =>
  answeredBy({
    model: { modelId: "gpt-5", api, apiKey: "sk-planted" },
    message,
    wire: { answeringModel: () => told },
  });

it("names the model that answered, the one that was asked for where Pi only names another", () => {
  expect(given({ responseId: "a1", responseModel: "gpt-5-2026" })).toEqual({
    responseId: "a1",
    responseModel: "gpt-5-2026",
  });
  expect(given({ responseId: "a1" })).toEqual({ responseId: "a1", responseModel: "gpt-5" });
  expect(given({ responseId: "a1" }, "openai-responses", "gpt-5-mini")).toEqual({
    responseId: "a1",
    responseModel: "gpt-5-mini",
  });
});

it("claims nothing that nobody said", () => {
  expect(given({})).toBeUndefined();
  expect(given({ responseId: "a1" }, "openai-responses")).toEqual({ responseId: "a1" });
  expect(given({ responseId: "a1" }, "google-generative-ai")).toEqual({ responseId: "a1" });
});

it("C61 leaves out what is no name or quotes the key", () => {
  expect(given({ responseId: "for sk-planted" })).toBeUndefined();
  expect(given({ responseId: "for-sk-planted" })).toBeUndefined();
  expect(given({ responseId: "x".repeat(301) })).toBeUndefined();
  expect(given({ responseId: "a1", responseModel: "sk-planted" }, "google-generative-ai")).toEqual({
    responseId: "a1",
  });
});
