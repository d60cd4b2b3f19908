import { describe, expect, it } from "vitest";
import { readModelList } from "#public-api/provider-test/read-model-list.ts";

describe("readModelList", () => {
  it("reads ids alone", () => {
    expect(readModelList({ object: "list", data: [{ id: "a", object: "model" }, { id: "b" }] })).toEqual([
      { id: "a" },
      { id: "b" },
    ]);
    expect(readModelList([{ id: "a", max_tokens: 5 }])).toEqual([{ id: "a" }]);
    expect(readModelList({ data: [] })).toEqual([]);
  });

  it("is no list where nothing in it is a model", () => {
    expect(readModelList({ data: [{ title: "A page" }] })).toBeNull();
    expect(readModelList({ ok: true })).toBeNull();
    expect(readModelList("models")).toBeNull();
  });

  it("takes what vLLM, Groq and Mistral tell", () => {
    expect(
      readModelList({
        data: [
          { id: "vllm", max_model_len: 32_768 },
          { id: "groq", context_window: 131_072, max_completion_tokens: 8_192 },
          {
            id: "mistral",
            name: "mistral",
            max_context_length: 128_000,
            capabilities: { completion_chat: true, vision: true, function_calling: false },
          },
          { id: "embed", capabilities: { completion_chat: false } },
        ],
      }),
    ).toEqual([
      { id: "vllm", contextWindow: 32_768 },
      { id: "groq", contextWindow: 131_072, maxOutputTokens: 8_192 },
      { id: "mistral", contextWindow: 128_000, vision: true, tools: false },
    ]);
  });

  it("takes what OpenRouter tells, prices for a million tokens", () => {
    const listed = {
      id: "maker/model",
      name: "Maker: Model",
      context_length: 1_000_000,
      architecture: { input_modalities: ["text", "image"] },
      pricing: { prompt: "0.0000025", completion: "0.00001", input_cache_read: "0.00000025" },
      top_provider: { max_completion_tokens: 65_536 },
      supported_parameters: ["tools", "reasoning", "structured_outputs"],
    };
    expect(readModelList({ data: [listed] })).toEqual([
      {
        id: "maker/model",
        name: "Maker: Model",
        contextWindow: 1_000_000,
        maxOutputTokens: 65_536,
        reasoning: true,
        vision: true,
        tools: true,
        structuredOutput: true,
        temperature: false,
        cost: { input: 2.5, output: 10, cacheRead: 0.25, cacheWrite: 2.5 },
      },
    ]);
  });

  it("takes what Anthropic and Google tell, and only Google's models that answer messages", () => {
    expect(
      readModelList({
        data: [
          {
            type: "model",
            id: "claude",
            display_name: "Claude",
            max_input_tokens: 200_000,
            max_tokens: 64_000,
          },
        ],
      }),
    ).toEqual([{ id: "claude", name: "Claude", contextWindow: 200_000, maxOutputTokens: 64_000 }]);
    const limits = { inputTokenLimit: 1_048_576, outputTokenLimit: 65_536 };
    expect(
      readModelList({
        models: [
          {
            name: "models/gemini",
            displayName: "Gemini",
            ...limits,
            thinking: true,
            supportedGenerationMethods: ["generateContent"],
          },
          { name: "models/embedding", supportedGenerationMethods: ["embedContent"] },
        ],
      }),
    ).toEqual([
      { id: "gemini", name: "Gemini", contextWindow: 1_048_576, maxOutputTokens: 65_536, reasoning: true },
    ]);
  });

  it("leaves out what makes no sense instead of failing", () => {
    const odd = {
      id: "odd",
      context_length: "many",
      pricing: { prompt: "-1", completion: "x" },
      capabilities: 3,
    };
    expect(readModelList({ data: [odd, { id: "with space" }] })).toEqual([{ id: "odd" }]);
  });
});
