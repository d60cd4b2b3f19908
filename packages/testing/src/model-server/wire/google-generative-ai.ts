import { ProviderError } from "#model-server/provider-error.ts";
import { googleErrorBody } from "#model-server/wire/google-generative-ai/error-body.ts";
import { readGenerateRequest } from "#model-server/wire/google-generative-ai/read-request.ts";
import { createGoogleStreamWriter } from "#model-server/wire/google-generative-ai/stream-writer.ts";
import { wholeGoogleAnswer } from "#model-server/wire/google-generative-ai/whole-answer.ts";
import { createWholeAnswerWriter } from "#model-server/wire/whole-answer-writer.ts";
import type { Wire } from "#model-server/wire/wire.ts";

/**
 * Google's Gemini API (v1beta) as of 2026, with the thought signatures that Gemini 3 insists on.
 * Source: https://ai.google.dev/api/generate-content and /gemini-api/docs/thought-signatures
 */
export const googleGenerativeAi: Wire = {
  name: "google-generative-ai",
  route({ method, path }) {
    if (path === "/v1beta/models") return method === "GET" ? "models" : "wrong-method";
    if (!callPath.test(path)) return undefined;
    return method === "POST" ? "reply" : "wrong-method";
  },
  readKey: (headers) => [headers["x-goog-api-key"]].flat()[0],
  accept(body, settings, { path, query }) {
    const [, model = "", method = ""] = callPath.exec(path) ?? [];
    const request = readGenerateRequest(body, settings, decodeURIComponent(model));
    const isStreaming = method === "streamGenerateContent";
    // Without it, Google streams a JSON list, which nobody here reads.
    if (isStreaming && query.get("alt") !== "sse") {
      throw new ProviderError({ status: 400, message: "Ask for alt=sse: this server streams nothing else." });
    }
    return {
      request,
      createWriter: (response) =>
        isStreaming
          ? createGoogleStreamWriter(response, request.model)
          : createWholeAnswerWriter(response, {
              body: (answer, ending) => wholeGoogleAnswer(request.model, answer, ending),
              errorBody: googleErrorBody,
            }),
    };
  },
  modelList: (models) => ({
    models: models.map((id) => ({
      name: `models/${id}`,
      version: "001",
      displayName: `The model ${id}`,
      inputTokenLimit: 1_048_576,
      outputTokenLimit: 65_536,
      supportedGenerationMethods: ["generateContent", "countTokens"],
      thinking: true,
    })),
  }),
  errorBody: googleErrorBody,
  missingKey: () =>
    new ProviderError({
      status: 403,
      message:
        "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
    }),
  wrongKey: () =>
    new ProviderError({
      status: 400,
      code: "API_KEY_INVALID",
      message: "API key not valid. Please pass a valid API key.",
    }),
};

const callPath = /^\/v1beta\/models\/([^/:]+):(generateContent|streamGenerateContent)$/;
