import { type Tracer, trace } from "@opentelemetry/api";

/** The tracer of all our spans. Asked for each time: before `startTracing` it makes spans that go nowhere. */
export function slipwayTracer(): Tracer {
  return trace.getTracer("slipway");
}
