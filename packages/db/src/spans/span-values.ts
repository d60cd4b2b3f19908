import type { StoredSpan } from "@slipway/schemas/traces/span";

/** A span and the project whose it is. */
export type ProjectSpan = { readonly projectId: string; readonly span: StoredSpan };

/** The columns of spans as parameters: project, trace, span, parent, name, kind, times, status, attributes, events. */
export function spanValues(spans: readonly ProjectSpan[]): unknown[] {
  return [
    spans.map(({ projectId }) => projectId),
    spans.map(({ span }) => span.traceId),
    spans.map(({ span }) => span.spanId),
    spans.map(({ span }) => span.parentSpanId),
    spans.map(({ span }) => span.name),
    spans.map(({ span }) => span.kind),
    spans.map(({ span }) => span.startTime),
    spans.map(({ span }) => span.endTime),
    spans.map(({ span }) => span.status.code),
    spans.map(({ span }) => span.status.message ?? null),
    spans.map(({ span }) => JSON.stringify(span.attributes)),
    spans.map(({ span }) => JSON.stringify(span.events)),
  ];
}
