import type { ProviderAccess } from "@slipway/db/providers/find-provider-access";
import { assertNever } from "@slipway/schemas/assert-never";
import { anthropicBase } from "@slipway/schemas/models/anthropic-base";
import type { ProviderApi } from "@slipway/schemas/models/provider";

export type EndpointRequest = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON; without one the request is a GET. */
  readonly body?: object;
};

/** Asks for the list of models, as the wire format has it. */
export function listModelsRequest(access: ProviderAccess): EndpointRequest {
  const base = baseOf(access);
  const headers = headersOf(access);
  switch (access.api) {
    case "openai-completions":
    case "openai-responses":
      return { url: `${base}/models`, headers };
    case "anthropic-messages":
      return { url: `${base}/v1/models?limit=1000`, headers };
    case "google-generative-ai":
      return { url: `${base}/models?pageSize=1000`, headers };
    default:
      return assertNever(access.api);
  }
}

/** Asks a model for the shortest answer. */
export function shortestQuestion(access: ProviderAccess, model: string): EndpointRequest {
  const base = baseOf(access);
  const headers = headersOf(access);
  const messages = [{ role: "user", content: "ping" }];
  switch (access.api) {
    case "openai-completions":
      return {
        url: `${base}/chat/completions`,
        headers,
        body: { model, messages, max_tokens: 1, stream: false },
      };
    case "openai-responses":
      return {
        url: `${base}/responses`,
        headers,
        body: { model, input: "ping", max_output_tokens: 16, store: false },
      };
    case "anthropic-messages":
      return { url: `${base}/v1/messages`, headers, body: { model, messages, max_tokens: 1 } };
    case "google-generative-ai":
      return {
        url: `${base}/models/${encodeURIComponent(model)}:generateContent`,
        headers,
        body: {
          contents: [{ role: "user", parts: [{ text: "ping" }] }],
          generationConfig: { maxOutputTokens: 1 },
        },
      };
    default:
      return assertNever(access.api);
  }
}

function baseOf({ api, baseUrl }: ProviderAccess): string {
  return api === "anthropic-messages" ? anthropicBase(baseUrl) : baseUrl.replace(/\/+$/, "");
}

function headersOf({ api, apiKey }: ProviderAccess): Readonly<Record<string, string>> {
  return {
    accept: "application/json",
    ...(api === "anthropic-messages" ? { "anthropic-version": "2023-06-01" } : {}),
    ...(apiKey === null ? {} : keyHeader(api, apiKey)),
  };
}

function keyHeader(api: ProviderApi, apiKey: string): Readonly<Record<string, string>> {
  if (api === "anthropic-messages") return { "x-api-key": apiKey };
  if (api === "google-generative-ai") return { "x-goog-api-key": apiKey };
  return { authorization: `Bearer ${apiKey}` };
}
