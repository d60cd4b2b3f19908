/** Every error code that a caller can meet: its HTTP status, and whether the same request may succeed later. */
export const errorCatalog = {
  invalid_request: { status: 400, retryable: false },
  invalid_config: { status: 422, retryable: false },
  unauthenticated: { status: 401, retryable: false },
  forbidden: { status: 403, retryable: false },
  not_found: { status: 404, retryable: false },
  method_not_allowed: { status: 405, retryable: false },
  conflict: { status: 409, retryable: false },
  session_busy: { status: 409, retryable: true },
  idempotency_mismatch: { status: 409, retryable: false },
  cursor_expired: { status: 410, retryable: false },
  payload_too_large: { status: 413, retryable: false },
  rate_limited: { status: 429, retryable: true },
  queue_full: { status: 429, retryable: true },
  provider_error: { status: 502, retryable: true },
  unavailable: { status: 503, retryable: true },
  internal: { status: 500, retryable: false },
} as const satisfies Record<string, { status: number; retryable: boolean }>;

export type ErrorCode = keyof typeof errorCatalog;

export const errorCodes = Object.keys(errorCatalog) as [ErrorCode, ...ErrorCode[]];
