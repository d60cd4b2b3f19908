import type { ProviderError } from "#model-server/provider-error.ts";

/** Google's error, the same in an HTTP body and in a stream. How long to wait stands in its details. */
export function googleErrorBody({ status, code, message, retryAfterSeconds }: ProviderError) {
  const isTooLong = code === "context_length_exceeded";
  const details = [
    ...(code === "API_KEY_INVALID"
      ? [{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: code, domain: "googleapis.com" }]
      : []),
    ...(retryAfterSeconds === undefined
      ? []
      : [{ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: `${retryAfterSeconds}s` }]),
  ];
  return {
    error: {
      code: status,
      message: isTooLong
        ? "The input token count (1196265) exceeds the maximum number of tokens allowed (1048575)."
        : message,
      status: names.get(status) ?? (status >= 500 ? "INTERNAL" : "INVALID_ARGUMENT"),
      ...(details.length === 0 ? {} : { details }),
    },
  };
}

const names: ReadonlyMap<number, string> = new Map([
  [401, "UNAUTHENTICATED"],
  [403, "PERMISSION_DENIED"],
  [404, "NOT_FOUND"],
  [429, "RESOURCE_EXHAUSTED"],
  [503, "UNAVAILABLE"],
  [504, "DEADLINE_EXCEEDED"],
]);
