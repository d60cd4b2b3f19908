import type { Attributes } from "@opentelemetry/api";
import type { SpanKindName } from "@slipway/schemas/traces/span";
import { startSpan } from "#start-span.ts";
import type { TraceContext } from "#trace-context.ts";

type SpanMark = { readonly name: string; readonly at: Date; readonly attributes: Attributes };

/** A span that is written when it has ended, so that none is ever left open in a process. */
export type SpanDraft = {
  readonly name: string;
  readonly kind: SpanKindName;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly startTime: Date;
  readonly attributes: Attributes;
  readonly marks: SpanMark[];
};

export type EndedDraft = SpanDraft & {
  readonly endTime: Date;
  /** Low in number: an outcome or one of our codes. */
  readonly errorCode: string | null;
};

/** Hands a finished span to the SDK, in the run's trace and under its sampling decision. */
export function writeSpan(trace: TraceContext, inherited: Attributes, draft: EndedDraft): void {
  const { name, kind, spanId, startTime, endTime, marks, errorCode } = draft;
  const span = startSpan({
    name,
    kind,
    spanId,
    startTime,
    attributes: draft.attributes,
    inherited,
    parent: { ...trace, parentSpanId: draft.parentSpanId },
    decidedFlags: trace.traceFlags,
  });
  for (const { name: mark, at, attributes } of marks) span.addEvent(mark, { at, attributes });
  const end = new Date(Math.max(startTime.getTime(), endTime.getTime()));
  span.end({ endTime: end, ...(errorCode === null ? {} : { error: new SpanFault(errorCode) }) });
}

/** Carries a code into a span, and nothing of any text. */
class SpanFault extends Error {
  constructor(code: string) {
    super(code);
    this.name = code;
  }
}
