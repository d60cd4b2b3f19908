import { SpanKind } from "@opentelemetry/api";
import type { SpanKindName } from "@slipway/schemas/traces/span";

/** OpenTelemetry's numbers for the kinds that the contract names. */
export const otelKinds: Readonly<Record<SpanKindName, SpanKind>> = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
};
