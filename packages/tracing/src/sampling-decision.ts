import { type Context, createContextKey, TraceFlags } from "@opentelemetry/api";

const key = createContextKey("slipway.sampling-decision");

/**
 * Makes every span below follow a decision that was made before, whatever this process's sampler would say: the spans of
 * one run are made in several processes, and half a trace is worse than none.
 */
export function decideSampling(context: Context, traceFlags: number): Context {
  return context.setValue(key, (traceFlags & TraceFlags.SAMPLED) !== 0);
}

/** Null: nothing was decided. */
export function samplingDecision(context: Context): boolean | null {
  const value = context.getValue(key);
  return typeof value === "boolean" ? value : null;
}
