import { pino } from "pino";

export type Logger = Pick<pino.Logger, "debug" | "info" | "warn" | "error">;

/** Logs JSON lines to standard output. What could carry a secret is cut out, wherever it stands. */
export function createLogger({ level, runnerId }: { level: string; runnerId: string }): Logger {
  return pino({
    level,
    base: { process: "runner", runnerId },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        "apiKey",
        "*.apiKey",
        "*.*.apiKey",
        "authorization",
        "*.authorization",
        "*.headers.authorization",
        "secretKey",
      ],
      censor: "[redacted]",
    },
  });
}
