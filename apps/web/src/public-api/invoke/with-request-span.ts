import { attributeNames } from "@slipway/tracing/attribute-names";
import { continueTrace, type TraceContext, traceContextOf } from "@slipway/tracing/trace-context";
import { withSpan } from "@slipway/tracing/with-span";
import type { RequestHeaders } from "#server/http/api-request.ts";

type RequestSpan = { readonly name: string; readonly headers: RequestHeaders; readonly projectId: string };

/** Runs `work` inside the span of the request, which continues the caller's trace; what it stores hangs under it. */
export async function withRequestSpan<T>(
  { name, headers, projectId }: RequestSpan,
  work: (trace: TraceContext) => Promise<T>,
): Promise<T> {
  const parent = continueTrace({
    traceparent: headers.get("traceparent"),
    tracestate: headers.get("tracestate"),
  });
  const inherited = { [attributeNames.projectId]: projectId };
  return await withSpan(name, { parent, kind: "server", inherited }, (span) => {
    // Without a tracer the span has no ids of its own: the caller's trace is passed on.
    const isTraced = span.isRecording();
    return work(isTraced ? traceContextOf(span.spanContext()) : parent);
  });
}
