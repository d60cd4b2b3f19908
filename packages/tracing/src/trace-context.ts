import {
  type Context,
  createTraceState,
  ROOT_CONTEXT,
  type SpanContext,
  TraceFlags,
  trace,
} from "@opentelemetry/api";
import { randomHex } from "@slipway/schemas/random-bytes";

/** Where new spans hang, as a run's row keeps it. Without a parent the next span is the root of `traceId`. */
export type TraceContext = {
  /** 32 lower-case hexadecimal digits, not all zero. */
  readonly traceId: string;
  /** 16 lower-case hexadecimal digits, not all zero. */
  readonly parentSpanId: string | null;
  /** 1: sampled, so exported to collectors. 0: only stored for our own pages. */
  readonly traceFlags: number;
  /** The vendors' part, passed on as it came. */
  readonly traceState: string | null;
};

type Headers = { readonly traceparent?: string | null; readonly tracestate?: string | null };

/** Goes on with a caller's trace; starts a new one when there is none or its header is not valid. */
export function continueTrace({ traceparent, tracestate }: Headers): TraceContext {
  const parsed = traceparent ? parseTraceparent(traceparent) : null;
  if (!parsed) return newTraceContext();
  return { ...parsed, traceState: tracestate ? parseTracestate(tracestate) : null };
}

/** A sampled trace of its own, with no parent. */
export function newTraceContext(): TraceContext {
  return {
    traceId: randomId(16),
    parentSpanId: null,
    traceFlags: TraceFlags.SAMPLED,
    traceState: null,
  };
}

const layout = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/**
 * Reads a `traceparent` header, strictly: null when the specification calls it invalid. A later version than 00 may say
 * more after the flags, and is read by the part that is known. https://www.w3.org/TR/trace-context/#traceparent-header
 */
export function parseTraceparent(value: string): Omit<TraceContext, "traceState"> | null {
  const [, version, traceId, parentSpanId, flags, more] = layout.exec(value) ?? [];
  if (!version || !traceId || !parentSpanId || !flags) return null;
  if (version === "ff" || (version === "00" && more !== undefined)) return null;
  if (/^0+$/.test(traceId) || /^0+$/.test(parentSpanId)) return null;
  return { traceId, parentSpanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED };
}

/** The `traceparent` header of a span. */
export function formatTraceparent({
  traceId,
  spanId,
  traceFlags,
}: Pick<SpanContext, "traceId" | "spanId" | "traceFlags">): string {
  return `00-${traceId}-${spanId}-${(traceFlags & TraceFlags.SAMPLED).toString(16).padStart(2, "0")}`;
}

const member =
  /^[a-z0-9][a-z0-9_\-*/@]{0,255}=[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/;

/** A `tracestate` header as it may be passed on; null when any of it is invalid, as the specification asks. */
function parseTracestate(value: string): string | null {
  const members = value
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  const keys = new Set(members.map((part) => part.slice(0, part.indexOf("="))));
  const isValid = members.every((part) => member.test(part)) && keys.size === members.length;
  const text = members.join(",");
  return isValid && members.length > 0 && members.length <= 32 && text.length <= 512 ? text : null;
}

/** What is stored so that another process goes on under this span. */
export function traceContextOf({ traceId, spanId, traceFlags, traceState }: SpanContext): TraceContext {
  return { traceId, parentSpanId: spanId, traceFlags, traceState: traceState?.serialize() || null };
}

/** OpenTelemetry's context with the parent span in it; the root context when there is no parent. */
export function otelContextOf({ traceId, parentSpanId, traceFlags, traceState }: TraceContext): Context {
  if (parentSpanId === null) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId: parentSpanId,
    traceFlags,
    isRemote: true,
    ...(traceState ? { traceState: createTraceState(traceState) } : {}),
  });
}

/** An all-zero id means "none" in the specification, so it is never made. */
function randomId(bytes: number): string {
  const hex = randomHex(bytes);
  return /^0+$/.test(hex) ? randomId(bytes) : hex;
}
