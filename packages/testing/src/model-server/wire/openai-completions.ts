import { missingKey, modelList, readBearerKey, wrongKey } from "#model-server/wire/openai-access.ts";
import { openAiErrorBody } from "#model-server/wire/openai-completions/error-body.ts";
import { createJsonWriter } from "#model-server/wire/openai-completions/json-writer.ts";
import { readCompletionRequest } from "#model-server/wire/openai-completions/read-request.ts";
import { createStreamWriter } from "#model-server/wire/openai-completions/stream-writer.ts";
import { type Routes, routeOf } from "#model-server/wire/route-of.ts";
import type { Wire } from "#model-server/wire/wire.ts";

/**
 * OpenAI chat completions as of 2026, with `reasoning_content` for reasoning as DeepSeek, llama.cpp and vLLM send it.
 * Source: OpenAI's API reference, "Chat Completions", and the types of the npm package `openai`.
 */
export const openAiCompletions: Wire = {
  name: "openai-completions",
  // Anthropic's list of models has the same path: what it is asked with tells them apart.
  route: ({ method, path, headers }) =>
    headers["anthropic-version"] === undefined ? routeOf(routes, method, path) : undefined,
  readKey: readBearerKey,
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
  modelList,
  errorBody: openAiErrorBody,
  missingKey,
  wrongKey,
};

const routes: Routes = new Map([
  ["/v1/chat/completions", { method: "POST", asks: "reply" }],
  ["/v1/models", { method: "GET", asks: "models" }],
]);
