import { expect, it } from "vitest";
import { knownModels } from "#public-api/provider-test/known-models.ts";

it.each([
  [
    "https://api.anthropic.com",
    "claude-opus-4-6",
    { reasoning: true, vision: true, tools: true, structuredOutput: true },
  ],
  [
    "https://api.openai.com/v1",
    "gpt-5",
    { reasoning: true, temperature: false, reasoningLevels: ["minimal", "low", "medium", "high"] },
  ],
  [
    "https://api.openai.com/v1",
    "gpt-4o",
    { reasoning: false, contextWindow: 128_000, structuredOutput: true },
  ],
  [
    "https://generativelanguage.googleapis.com/v1beta",
    "gemini-2.5-pro",
    { reasoningLevels: ["minimal", "low", "medium", "high"] },
  ],
  ["https://api.groq.com/openai/v1", "openai/gpt-oss-120b", { reasoningLevels: ["low", "medium", "high"] }],
  ["https://api.mistral.ai/v1", "mistral-large-latest", { vision: true }],
  ["https://openrouter.ai/api/v1", "anthropic/claude-opus-4.5", { contextWindow: expect.any(Number) }],
])("knows of %s %s its limits, price and abilities", async (baseUrl, id, facts) => {
  const model = (await knownModels(baseUrl)).get(id);
  expect(model).toMatchObject({
    contextWindow: expect.any(Number),
    maxOutputTokens: expect.any(Number),
    ...facts,
  });
  expect(model?.cost?.input).toBeGreaterThan(0);
});

it("knows which models take a schema by their own option, and does not guess of the rest", async () => {
  const openAi = await knownModels("https://api.openai.com/v1");
  const anthropic = await knownModels("https://api.anthropic.com");
  const google = await knownModels("https://generativelanguage.googleapis.com/v1beta");
  expect(openAi.get("gpt-5")?.structuredOutput).toBe(true);
  expect(openAi.get("gpt-4-turbo")).toMatchObject({ id: "gpt-4-turbo" });
  expect(openAi.get("gpt-4-turbo")?.structuredOutput).toBeUndefined();
  expect(anthropic.get("claude-sonnet-4-5")?.structuredOutput).toBe(true);
  expect(google.get("gemini-2.5-flash")?.structuredOutput).toBe(true);
  for (const models of [anthropic, google]) expect(models.size).toBeGreaterThan(1);
});

it("knows nothing of what another host does with the same model", async () => {
  expect((await knownModels("http://localhost:8000/v1")).size).toBe(0);
  expect((await knownModels("https://proxy.example.com/api.openai.com")).size).toBe(0);
});
