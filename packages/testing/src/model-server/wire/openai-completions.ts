import { ProviderError } from "#model-server/provider-error.ts";
import { openAiErrorBody } from "#model-server/wire/openai-completions/error-body.ts";
import { createJsonWriter } from "#model-server/wire/openai-completions/json-writer.ts";
import { readCompletionRequest } from "#model-server/wire/openai-completions/read-request.ts";
import { createStreamWriter } from "#model-server/wire/openai-completions/stream-writer.ts";
import type { Wire } from "#model-server/wire/wire.ts";

/**
 * OpenAI chat completions as of 2026, with `reasoning_content` for reasoning as DeepSeek, llama.cpp and vLLM send it.
 * Source: OpenAI's API reference, "Chat Completions", and the types of the npm package `openai`.
 */
export const openAiCompletions: Wire = {
  name: "openai-completions",
  route(method, path) {
    const known = routes.get(path);
    if (!known) return undefined;
    return known.method === method ? known.asks : "wrong-method";
  },
  readKey: (headers) => /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1],
  accept(body, settings) {
    const { request, isStreaming, includeUsage } = readCompletionRequest(body, settings);
    return {
      request,
      createWriter: (response) =>
        isStreaming
          ? createStreamWriter(response, { model: request.model, includeUsage })
          : createJsonWriter(response, request.model),
    };
  },
  modelList: (models) => ({
    object: "list",
    data: models.map((id) => ({ id, object: "model", created: 1_767_225_600, owned_by: "slipway-testing" })),
  }),
  errorBody: openAiErrorBody,
  missingKey: () =>
    new ProviderError({
      status: 401,
      message:
        "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
    }),
  wrongKey: (key) =>
    new ProviderError({
      status: 401,
      code: "invalid_api_key",
      message: `Incorrect API key provided: ${maskKey(key)}.`,
    }),
};

const routes: ReadonlyMap<string, { readonly method: string; readonly asks: "reply" | "models" }> = new Map([
  ["/v1/chat/completions", { method: "POST", asks: "reply" }],
  ["/v1/models", { method: "GET", asks: "models" }],
]);

/** As OpenAI does it: a key of usual length shows only its ends. */
function maskKey(key: string): string {
  return key.length < 12 ? "*".repeat(key.length) : `${key.slice(0, 4)}${"*".repeat(8)}${key.slice(-4)}`;
}
