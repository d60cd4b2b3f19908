import { type Attributes, type Context, type Span, trace } from "@opentelemetry/api";
import type { SpanKindName } from "@slipway/schemas/traces/span";
import { inheritAttributes } from "#inherited-attributes.ts";
import { otelKinds } from "#otel-kinds.ts";
import { type Redact, recordError } from "#record-error.ts";
import { decideSampling } from "#sampling-decision.ts";
import { placementOf, type SpanParent } from "#span-parent.ts";
import { type TraceContext, traceContextOf } from "#trace-context.ts";
import { slipwayTracer } from "#tracer.ts";

type StartSpan = {
  readonly name: string;
  readonly parent: SpanParent;
  readonly startTime: Date;
  readonly kind?: SpanKindName;
  readonly attributes?: Attributes;
  /** Attributes of this span and of all that are started under its `context`. */
  readonly inherited?: Attributes;
  /** An id that was chosen before, such as `spanIdFor(run.id)`; left out: a random one. */
  readonly spanId?: string;
  /** The trace flags that decided before whether collectors are sent it; left out: the sampler decides. */
  readonly decidedFlags?: number;
};

type EndSpan = {
  readonly endTime: Date;
  readonly attributes?: Attributes;
  readonly error?: unknown;
  readonly redact?: Redact;
};

/** A span whose life is not a function call. */
export type OpenSpan = {
  /** For spans below it in this process. */
  readonly context: Context;
  /** For spans below it in another process: what a row or a header carries. */
  readonly traceContext: TraceContext;
  setAttributes(attributes: Attributes): void;
  addEvent(name: string, event: { readonly at: Date; readonly attributes?: Attributes }): void;
  /** Ends it. A second end changes nothing. */
  end(end: EndSpan): void;
};

/** Starts a span under a given parent at a given time. Whoever starts it ends it. */
export function startSpan(options: StartSpan): OpenSpan {
  const { name, parent, startTime, kind = "internal", attributes = {}, inherited = {} } = options;
  const { spanId, decidedFlags } = options;
  const { otelContext, startWith } = placementOf(parent);
  const placed = decidedFlags === undefined ? otelContext : decideSampling(otelContext, decidedFlags);
  const under = inheritAttributes(placed, inherited);
  const start = () =>
    slipwayTracer().startSpan(name, { attributes, startTime, kind: otelKinds[kind] }, under);
  return openSpan(startWith(spanId, start), under);
}

function openSpan(span: Span, under: Context): OpenSpan {
  return {
    context: trace.setSpan(under, span),
    traceContext: traceContextOf(span.spanContext()),
    setAttributes: (attributes) => void span.setAttributes(attributes),
    addEvent: (name, { at, attributes = {} }) => void span.addEvent(name, attributes, at),
    end({ endTime, attributes = {}, error, redact }) {
      span.setAttributes(attributes);
      if (error !== undefined) recordError(span, error, redact);
      span.end(endTime);
    },
  };
}
