import type { ProviderError } from "#model-server/provider-error.ts";

/** OpenAI's error object, the same in an HTTP body and in a stream's error event. */
export function openAiErrorBody(error: ProviderError) {
  return {
    error: { message: error.message, type: errorType(error), param: error.param, code: error.code },
  };
}

function errorType({ status, code }: ProviderError): string {
  if (code === "insufficient_quota") return "insufficient_quota";
  if (status === 429) return "rate_limit_error";
  return status >= 500 ? "server_error" : "invalid_request_error";
}
