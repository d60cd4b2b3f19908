import { context, propagation } from "@opentelemetry/api";
import type { SpanStore } from "#span-store.ts";
import { startTracing, type Tracing } from "#start-tracing.ts";

type Options = {
  readonly spanStore?: SpanStore;
  readonly env?: Record<string, string | undefined>;
} & Partial<Parameters<typeof startTracing>[0]>;

/** Starts the SDK for one test and takes it out of the process again. */
export async function withTracing(options: Options, use: (tracing: Tracing) => Promise<void>): Promise<void> {
  const tracing = await startTracing({ serviceName: "slipway-test", version: "0.1.0", env: {}, ...options });
  try {
    await use(tracing);
  } finally {
    await tracing.shutdown();
    context.disable();
    propagation.disable();
  }
}
