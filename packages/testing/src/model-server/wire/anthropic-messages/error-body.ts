import type { ProviderError } from "#model-server/provider-error.ts";

/** Anthropic's error, the same in an HTTP body and in a stream's error event. */
export function anthropicErrorBody({ status, code, message }: ProviderError) {
  const isTooLong = code === "context_length_exceeded";
  return {
    type: "error",
    error: {
      type: types.get(status) ?? (status >= 500 ? "api_error" : "invalid_request_error"),
      message: isTooLong ? "prompt is too long: 213462 tokens > 200000 maximum" : message,
    },
    request_id: "req_scripted",
  };
}

const types: ReadonlyMap<number, string> = new Map([
  [401, "authentication_error"],
  [403, "permission_error"],
  [404, "not_found_error"],
  [413, "request_too_large"],
  [429, "rate_limit_error"],
  [529, "overloaded_error"],
]);
