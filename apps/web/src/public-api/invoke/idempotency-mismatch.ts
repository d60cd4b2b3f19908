import { AppError } from "@slipway/schemas/errors/app-error";

/** The same `clientMessageId` came with another request before. */
export function idempotencyMismatch(): AppError {
  return new AppError(
    "idempotency_mismatch",
    "Another request was sent with this clientMessageId before. Give each message an id of its own.",
    { details: [{ path: "clientMessageId", message: "Taken by a request with another body." }] },
  );
}
