import { AppError } from "@slipway/schemas/errors/app-error";
import type { ErrorCode } from "@slipway/schemas/errors/error-catalog";

const codes: Readonly<Record<number, ErrorCode>> = {
  400: "invalid_request",
  401: "unauthenticated",
  403: "forbidden",
  404: "not_found",
  422: "invalid_request",
  429: "rate_limited",
};

/** better-auth's refusal as one of ours. Its own faults are unexpected. */
export async function toAuthError(response: Response): Promise<Error> {
  const code = codes[response.status];
  const message = messageOf(await response.json().catch(() => null));
  if (!code) return new Error(`better-auth answered ${response.status}: ${message}`);
  const wait = Number(response.headers.get("x-retry-after") ?? Number.NaN);
  return new AppError(code, message, Number.isFinite(wait) ? { retryAfterSeconds: wait } : {});
}

function messageOf(body: unknown): string {
  if (body && typeof body === "object" && "message" in body && typeof body.message === "string")
    return body.message;
  return "Signing in did not work.";
}
