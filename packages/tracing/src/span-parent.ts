import { type Context, context } from "@opentelemetry/api";
import { withChosenIds } from "#span-ids.ts";
import { otelContextOf, type TraceContext } from "#trace-context.ts";

/** What a span can hang under: a row's trace context, or OpenTelemetry's own context. */
export type SpanParent = TraceContext | Context;

type Placement = {
  readonly otelContext: Context;
  /** Starts the span with this id, if one is given, and in the row's trace also when it is that trace's first one. */
  readonly startWith: <T>(spanId: string | undefined, start: () => T) => T;
};

/** Left out: the active span of this process. */
export function placementOf(parent: SpanParent | undefined): Placement {
  if (!parent || !("traceId" in parent)) {
    return {
      otelContext: parent ?? context.active(),
      startWith: (spanId, start) => withChosenIds({ spanId }, start),
    };
  }
  const traceId = parent.parentSpanId === null ? parent.traceId : undefined;
  return {
    otelContext: otelContextOf(parent),
    startWith: (spanId, start) => withChosenIds({ traceId, spanId }, start),
  };
}
