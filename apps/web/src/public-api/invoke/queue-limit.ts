import { AppError } from "@slipway/schemas/errors/app-error";

/** Runs that may wait in one project. */
export const maxQueued = 2_000;

export function queueFull(): AppError {
  return new AppError("queue_full", `The project has ${maxQueued} runs waiting already. Try again later.`, {
    retryAfterSeconds: 5,
  });
}
