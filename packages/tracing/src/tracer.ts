import { type Tracer, type TracerProvider, trace } from "@opentelemetry/api";

declare global {
  var slipwayTracers: TracerProvider | undefined;
}

/**
 * Keeps the tracers that the SDK has just registered to ourselves. What is registered for everybody is also used by Next,
 * whose spans (several for each request) belong to no project: nobody would ever see them.
 */
export function takeTracers(): void {
  // On `globalThis`: a bundler may load this file twice.
  globalThis.slipwayTracers = trace.getTracerProvider();
  trace.disable();
}

export function dropTracers(): void {
  globalThis.slipwayTracers = undefined;
}

/** The tracer of all our spans. Asked for each time: before `startTracing` it makes spans that go nowhere. */
export function slipwayTracer(): Tracer {
  return (globalThis.slipwayTracers ?? trace).getTracer("slipway");
}
