import { AppError } from "@slipway/schemas/errors/app-error";

/** Node's and Postgres' codes for a database that is away, starting, stopping or full (classes 08, 53 and 57P). */
const unavailable =
  /^(ECONNREFUSED|ECONNRESET|ENOENT|ENOTFOUND|EPIPE|ETIMEDOUT|08...|53...|57P0.|P10(01|02|08|17)|P2024)$/;

const timedOut = /timeout exceeded when trying to connect|Connection terminated/;

/** A database that cannot be reached is the caller's to wait for; anything else unexpected stays as it is. */
export function toAnswerableError(error: unknown): unknown {
  if (error instanceof AppError || !isDatabaseAway(error)) return error;
  return new AppError("unavailable", "The database cannot be reached. Try again in a moment.", {
    cause: error,
    retryAfterSeconds: 2,
  });
}

export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && typeof error.code === "string" && unavailable.test(error.code)) return true;
  if (timedOut.test(error.message)) return true;
  if ("meta" in error && driverCode(error.meta) !== undefined)
    return unavailable.test(driverCode(error.meta) ?? "");
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  return error.cause !== undefined && isDatabaseAway(error.cause);
}

/** Prisma wraps what Postgres said. */
function driverCode(meta: unknown): string | undefined {
  if (!meta || typeof meta !== "object" || !("code" in meta)) return;
  return typeof meta.code === "string" ? meta.code : undefined;
}
