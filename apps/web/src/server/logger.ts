import { type DestinationStream, type Logger, pino } from "pino";

/** Where something that must not be logged may stand. Log lines carry named fields, never whole requests. */
const secretFields = [
  "authorization",
  "cookie",
  "password",
  "apiKey",
  "token",
  "secret",
  "value",
  "databaseUrl",
  "connectionString",
].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** JSON lines on standard output. `destination` is for tests. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: { process: "web" },
      redact: { paths: secretFields, censor: "[redacted]" },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { error: describeError },
    },
    destination ?? pino.destination({ sync: false }),
  );
}

type ErrorDescription = {
  readonly type: string;
  readonly message: string;
  readonly code?: unknown;
  readonly stack?: string | undefined;
  readonly cause?: ErrorDescription;
};

/** What helps to find a fault. Other fields of an error may hold a statement's values or a request: they stay out. */
export function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  return {
    type: error.name,
    message: error.message,
    ...("code" in error ? { code: error.code } : {}),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
