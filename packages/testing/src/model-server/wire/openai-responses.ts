import { missingKey, modelList, readBearerKey, wrongKey } from "#model-server/wire/openai-access.ts";
import { openAiErrorBody } from "#model-server/wire/openai-completions/error-body.ts";
import { readResponsesRequest } from "#model-server/wire/openai-responses/read-request.ts";
import { createResponsesStreamWriter } from "#model-server/wire/openai-responses/stream-writer.ts";
import { wholeResponseOf } from "#model-server/wire/openai-responses/whole-response.ts";
import { type Routes, routeOf } from "#model-server/wire/route-of.ts";
import { createWholeAnswerWriter } from "#model-server/wire/whole-answer-writer.ts";
import type { Wire } from "#model-server/wire/wire.ts";

/**
 * OpenAI responses as of 2026, without what a server keeps: `store` is taken for false, as its encrypted reasoning is
 * for. Source: OpenAI's API reference, "Responses", and the types of the npm package `openai`.
 */
export const openAiResponses: Wire = {
  name: "openai-responses",
  route: ({ method, path }) => routeOf(routes, method, path),
  readKey: readBearerKey,
  accept(body, settings) {
    const { request, isStreaming, includesReasoning } = readResponsesRequest(body, settings);
    return {
      request,
      createWriter: (response) =>
        isStreaming
          ? createResponsesStreamWriter(response, { model: request.model, includesReasoning })
          : createWholeAnswerWriter(response, {
              body: (answer, ending) =>
                wholeResponseOf(answer, { ...ending, model: request.model, includesReasoning }),
              errorBody: openAiErrorBody,
            }),
    };
  },
  modelList,
  errorBody: openAiErrorBody,
  missingKey,
  wrongKey,
};

const routes: Routes = new Map([["/v1/responses", { method: "POST", asks: "reply" }]]);
