import { ErrorBody, type ErrorDetail } from "@slipway/schemas/errors/error-body";

/** `network`: no answer came. `unreadable`: something between us and the server answered in another shape. */
export type ApiErrorCode = ErrorBody["error"]["code"] | "network" | "unreadable";

type ApiErrorFields = {
  /** The HTTP status, or 0 when no answer came. */
  readonly status: number;
  readonly code: ApiErrorCode;
  readonly details: ErrorBody["error"]["details"];
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;
};

/** A request that did not succeed. Its message is made for a person. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: ApiErrorCode;
  readonly details: ErrorBody["error"]["details"];
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(message: string, fields: ApiErrorFields, options?: ErrorOptions) {
    super(message, options);
    this.name = "ApiError";
    this.status = fields.status;
    this.code = fields.code;
    this.details = fields.details;
    this.requestId = fields.requestId;
    this.retryAfterSeconds = fields.retryAfterSeconds;
  }

  /** What is wrong with single fields of the request; empty where the server named none. */
  get fieldErrors(): readonly ErrorDetail[] {
    return Array.isArray(this.details) ? this.details : [];
  }
}

/** No answer came: the request may or may not have arrived. */
export function networkError(cause: unknown): ApiError {
  return new ApiError(
    "The server could not be reached. Check the connection and try again.",
    { status: 0, code: "network", details: undefined, requestId: null, retryAfterSeconds: null },
    { cause },
  );
}

/** Reads an answer that is not a success, also one that something in front of the server wrote. */
export async function readApiError(response: Response): Promise<ApiError> {
  const retryAfter = Number(response.headers.get("retry-after") ?? Number.NaN);
  const fields = {
    status: response.status,
    retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : null,
  };
  const body = ErrorBody.safeParse(await response.json().catch(() => null));
  if (!body.success) {
    const message = `The server answered ${response.status} without saying why. Try again in a moment.`;
    return new ApiError(message, { ...fields, code: "unreadable", details: undefined, requestId: null });
  }
  const { code, message, details, requestId } = body.data.error;
  return new ApiError(message, { ...fields, code, details, requestId });
}
