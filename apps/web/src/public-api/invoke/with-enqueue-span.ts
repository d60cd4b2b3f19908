import { type TraceContext, traceContextOf } from "@slipway/tracing/trace-context";
import { withSpan } from "@slipway/tracing/with-span";

/** Runs `store` inside the span of storing a run; what the runner does hangs under it. */
export async function withEnqueueSpan<T>(
  trace: TraceContext,
  store: (trace: TraceContext) => Promise<T>,
): Promise<T> {
  return await withSpan("enqueue", { kind: "producer" }, (span) =>
    store(span.isRecording() ? traceContextOf(span.spanContext()) : trace),
  );
}
