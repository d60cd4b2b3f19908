import { type Attributes, type HrTime, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import type { ReadableSpan } from "@opentelemetry/sdk-trace";
import type { SpanAttributes, SpanKindName, StoredSpan } from "@slipway/schemas/traces/span";

/** A finished span in the contract's form. */
export function toStoredSpan(span: ReadableSpan): StoredSpan {
  const { traceId, spanId } = span.spanContext();
  const { code, message } = span.status;
  return {
    traceId,
    spanId,
    parentSpanId: span.parentSpanContext?.spanId ?? null,
    name: span.name,
    kind: kindNames[span.kind],
    startTime: toSpanTime(span.startTime),
    endTime: toSpanTime(span.endTime),
    status: { code: statusNames[code], ...(message === undefined ? {} : { message }) },
    attributes: toSpanAttributes(span.attributes),
    events: span.events.map((event) => ({
      name: event.name,
      time: toSpanTime(event.time),
      attributes: toSpanAttributes(event.attributes ?? {}),
    })),
  };
}

const kindNames: Readonly<Record<SpanKind, SpanKindName>> = {
  [SpanKind.INTERNAL]: "internal",
  [SpanKind.SERVER]: "server",
  [SpanKind.CLIENT]: "client",
  [SpanKind.PRODUCER]: "producer",
  [SpanKind.CONSUMER]: "consumer",
};

const statusNames: Readonly<Record<SpanStatusCode, StoredSpan["status"]["code"]>> = {
  [SpanStatusCode.UNSET]: "unset",
  [SpanStatusCode.OK]: "ok",
  [SpanStatusCode.ERROR]: "error",
};

/** ISO-8601 with microseconds: whole milliseconds would draw short spans as nothing. */
export function toSpanTime([seconds, nanos]: HrTime): string {
  const micros = String(Math.floor(nanos / 1_000)).padStart(6, "0");
  return `${new Date(seconds * 1_000).toISOString().slice(0, "2026-11-21T09:00:00".length)}.${micros}Z`;
}

/** Scalars and lists of scalars as they are; anything deeper as JSON text, which is how spans carry messages. */
function toSpanAttributes(attributes: Attributes): SpanAttributes {
  const entries = Object.entries(attributes).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries.map(([name, value]) => [name, toAttribute(value)]));
}

function toAttribute(value: unknown): SpanAttributes[string] {
  if (isScalar(value)) return value;
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) {
    const items = value.map((item) => item ?? null);
    if (items.every((item) => item === null || isScalar(item))) return items;
  }
  return JSON.stringify(value) ?? "";
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
}
