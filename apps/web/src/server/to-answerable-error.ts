import { AppError } from "@slipway/schemas/errors/app-error";
import { z } from "zod";

/** Node's, Postgres' and Prisma's codes for a database that is away, starting, stopping or full (classes 08, 53, 57P). */
const away =
  /^(ECONNREFUSED|ECONNRESET|ENOENT|ENOTFOUND|EPIPE|ETIMEDOUT|08...|53...|57P0.|P1001|P1002|P1008|P1017)$/;

/** The driver's own errors have no code. */
const awayMessage = /timeout exceeded when trying to connect|Connection terminated/;

/** How Prisma wraps what the driver said. */
const DriverMeta = z.object({
  driverAdapterError: z.object({
    cause: z.object({ originalCode: z.string().optional(), kind: z.string() }),
  }),
});

const awayKinds: ReadonlySet<string> = new Set([
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TooManyConnections",
]);

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
  if (awayMessage.test(error.message)) return true;
  if ("code" in error && typeof error.code === "string" && away.test(error.code)) return true;
  if ("meta" in error && isAwayInPrisma(error.meta)) return true;
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  return error.cause !== undefined && isDatabaseAway(error.cause);
}

function isAwayInPrisma(meta: unknown): boolean {
  const parsed = DriverMeta.safeParse(meta);
  if (!parsed.success) return false;
  const { originalCode, kind } = parsed.data.driverAdapterError.cause;
  return awayKinds.has(kind) || (originalCode !== undefined && away.test(originalCode));
}
