import { AppError } from "@slipway/schemas/errors/app-error";

export function noSuchSession(sessionId: string): AppError {
  return new AppError("not_found", `There is no session ${sessionId}.`);
}
