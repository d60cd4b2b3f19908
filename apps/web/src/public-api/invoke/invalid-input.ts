import { AppError } from "@slipway/schemas/errors/app-error";
import type { ErrorDetail } from "@slipway/schemas/errors/error-body";

/** `invalid_request` that names what is wrong with an input. */
export function invalidInput(details: readonly ErrorDetail[]): AppError {
  const [first] = details;
  const where = first ? ` ${first.path}: ${first.message}` : "";
  return new AppError("invalid_request", `The request is not valid.${where}`, { details });
}
