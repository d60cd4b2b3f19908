import { type Attributes, context, type Span, trace } from "@opentelemetry/api";
import type { SpanKindName } from "@slipway/schemas/traces/span";
import { inheritAttributes } from "#inherited-attributes.ts";
import { otelKinds } from "#otel-kinds.ts";
import { type Redact, recordError } from "#record-error.ts";
import { placementOf, type SpanParent } from "#span-parent.ts";
import { slipwayTracer } from "#tracer.ts";

type WithSpan = {
  readonly attributes?: Attributes;
  /** Attributes of this span and of all below it in this process. */
  readonly inherited?: Attributes;
  readonly kind?: SpanKindName;
  /** Left out: the active span. */
  readonly parent?: SpanParent;
  readonly redact?: Redact;
};

/** Runs `fn` inside a span. The span ends on every exit; what `fn` throws is recorded by its type and thrown on. */
export async function withSpan<T>(
  name: string,
  { attributes = {}, inherited = {}, kind = "internal", parent, redact }: WithSpan,
  fn: (span: Span) => T | Promise<T>,
): Promise<T> {
  const { otelContext, startWith } = placementOf(parent);
  const under = inheritAttributes(otelContext, inherited);
  const start = () => slipwayTracer().startSpan(name, { attributes, kind: otelKinds[kind] }, under);
  const span = startWith(undefined, start);
  try {
    return await context.with(trace.setSpan(under, span), () => fn(span));
  } catch (error) {
    recordError(span, error, redact);
    throw error;
  } finally {
    span.end();
  }
}
