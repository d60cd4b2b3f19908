import type { ErrorBody, ErrorDetail } from "#errors/error-body.ts";
import { type ErrorCode, errorCatalog } from "#errors/error-catalog.ts";

type AppErrorOptions = {
  readonly cause?: unknown;
  readonly details?: readonly ErrorDetail[] | Readonly<Record<string, unknown>>;
  /** Seconds until a retry makes sense: sent as `Retry-After`. */
  readonly retryAfterSeconds?: number;
};

/** An error that a caller may see. Its message is safe to show; what only we may know goes into `cause`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly details: AppErrorOptions["details"];
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.status = errorCatalog[code].status;
    this.details = options.details;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** What is sent for any thrown value: an AppError as it is, anything else as `internal` without its text. */
export function toErrorBody(error: unknown, requestId: string): ErrorBody {
  if (!(error instanceof AppError)) {
    const message = "Something went wrong on our side. Quote the request id when you report it.";
    return { error: { code: "internal", message, requestId } };
  }
  const { code, message } = error;
  const details = Array.isArray(error.details) ? [...error.details] : error.details && { ...error.details };
  return { error: { code, message, ...(details ? { details } : {}), requestId } };
}
