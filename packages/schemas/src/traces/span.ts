import { z } from "zod";

/** A moment of a span, to the microsecond: `2026-11-21T09:00:00.000123Z`. */
export const SpanTime = z.iso.datetime({ precision: 6 });

const Scalar = z.union([z.string(), z.number(), z.boolean()]);

/** Attributes with OpenTelemetry's names as they are. */
export const SpanAttributes = z.record(z.string(), z.union([Scalar, z.array(z.union([Scalar, z.null()]))]));
export type SpanAttributes = z.infer<typeof SpanAttributes>;

export const SpanKindName = z.enum(["internal", "server", "client", "producer", "consumer"]);
export type SpanKindName = z.infer<typeof SpanKindName>;

export const SpanEvent = z.object({ name: z.string(), time: SpanTime, attributes: SpanAttributes });
export type SpanEvent = z.infer<typeof SpanEvent>;

/** One span of a trace, as it is stored and as the API shows it. */
export const StoredSpan = z
  .object({
    traceId: z.string().regex(/^[0-9a-f]{32}$/),
    spanId: z.string().regex(/^[0-9a-f]{16}$/),
    parentSpanId: z
      .string()
      .regex(/^[0-9a-f]{16}$/)
      .nullable(),
    name: z.string(),
    kind: SpanKindName,
    startTime: SpanTime,
    endTime: SpanTime,
    status: z.object({ code: z.enum(["unset", "ok", "error"]), message: z.string().exactOptional() }),
    attributes: SpanAttributes,
    events: z.array(SpanEvent),
  })
  .meta({ id: "Span" });
export type StoredSpan = z.infer<typeof StoredSpan>;
