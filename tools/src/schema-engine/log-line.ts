/** A line of the engine's log on standard error, which Prisma reads for the reason of a failure. */
export function logLine(level: "INFO" | "ERROR", fields: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify({ level, target: "schema_engine::logger", fields })}\n`;
}
