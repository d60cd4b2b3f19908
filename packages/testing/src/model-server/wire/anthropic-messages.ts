import { ProviderError } from "#model-server/provider-error.ts";
import { anthropicErrorBody } from "#model-server/wire/anthropic-messages/error-body.ts";
import { messageOf } from "#model-server/wire/anthropic-messages/message-of.ts";
import { readMessagesRequest } from "#model-server/wire/anthropic-messages/read-request.ts";
import { createAnthropicStreamWriter } from "#model-server/wire/anthropic-messages/stream-writer.ts";
import { type Routes, routeOf } from "#model-server/wire/route-of.ts";
import { createWholeAnswerWriter } from "#model-server/wire/whole-answer-writer.ts";
import type { Wire } from "#model-server/wire/wire.ts";

/**
 * Anthropic messages, version 2023-06-01 of the API, as of 2026.
 * Source: Anthropic's API reference, "Messages", and the types of the npm package `@anthropic-ai/sdk`.
 */
export const anthropicMessages: Wire = {
  name: "anthropic-messages",
  route({ method, path, headers }) {
    // OpenAI's list of models has the same path.
    if (path === "/v1/models" && headers["anthropic-version"] === undefined) return undefined;
    return routeOf(routes, method, path);
  },
  readKey: (headers) => [headers["x-api-key"]].flat()[0],
  accept(body, settings, { headers }) {
    if (headers["anthropic-version"] === undefined) {
      throw new ProviderError({ status: 400, message: "anthropic-version: header is required" });
    }
    const { request, isStreaming } = readMessagesRequest(body, settings);
    return {
      request,
      createWriter: (response) =>
        isStreaming
          ? createAnthropicStreamWriter(response, request)
          : createWholeAnswerWriter(response, {
              body: (answer, ending) => messageOf(request, answer, ending),
              errorBody: anthropicErrorBody,
            }),
    };
  },
  modelList: (models) => ({
    data: models.map((id) => ({
      type: "model",
      id,
      display_name: `The model ${id}`,
      created_at: "2026-01-01T00:00:00Z",
      max_input_tokens: 200_000,
      max_tokens: 64_000,
    })),
    has_more: false,
    first_id: models[0] ?? null,
    last_id: models.at(-1) ?? null,
  }),
  errorBody: anthropicErrorBody,
  missingKey: () => new ProviderError({ status: 401, message: "x-api-key header is required" }),
  wrongKey: () => new ProviderError({ status: 401, message: "invalid x-api-key" }),
};

const routes: Routes = new Map([
  ["/v1/messages", { method: "POST", asks: "reply" }],
  ["/v1/models", { method: "GET", asks: "models" }],
]);
