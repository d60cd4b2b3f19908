import type { BatchSpanProcessorOptions } from "@opentelemetry/sdk-trace";

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether spans go to a collector. The standard's default address is not assumed: nothing leaves without being asked. */
export function isOtlpConfigured(env: Environment): boolean {
  if (env.OTEL_TRACES_EXPORTER?.trim() === "none") return false;
  return Boolean(env.OTEL_EXPORTER_OTLP_ENDPOINT?.trim() || env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT?.trim());
}

/** What is set but cannot be done, in words; null when all of it can. */
export function findOtlpProblem(env: Environment): string | null {
  const protocol = (
    env.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ||
    env.OTEL_EXPORTER_OTLP_PROTOCOL ||
    "http/protobuf"
  ).trim();
  if (protocol === "http/protobuf") return null;
  return `OTEL_EXPORTER_OTLP_PROTOCOL is ${protocol}, but spans are only sent as http/protobuf. They are sent so.`;
}

/** `OTEL_BSP_*`: https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ */
export function batchLimits(env: Environment): Omit<BatchSpanProcessorOptions, "exporter"> {
  return {
    maxQueueSize: positive(env.OTEL_BSP_MAX_QUEUE_SIZE) ?? 2_048,
    maxExportBatchSize: positive(env.OTEL_BSP_MAX_EXPORT_BATCH_SIZE) ?? 512,
    scheduledDelayMillis: positive(env.OTEL_BSP_SCHEDULE_DELAY) ?? 5_000,
    exportTimeoutMillis: positive(env.OTEL_BSP_EXPORT_TIMEOUT) ?? 30_000,
  };
}

function positive(text: string | undefined): number | undefined {
  const value = Number(text?.trim() || Number.NaN);
  return value > 0 ? value : undefined;
}
