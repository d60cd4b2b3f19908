import { dropPending, type ExportCounts, noExports } from "#export-counts.ts";
import { batchLimits, findOtlpProblem, isOtlpConfigured } from "#otlp-options.ts";
import { spanIdGenerator } from "#span-ids.ts";
import type { SpanStore } from "#span-store.ts";
import { dropTracers, takeTracers } from "#tracer.ts";

type StartTracing = {
  readonly serviceName: string;
  readonly version: string;
  readonly spanStore?: SpanStore;
  /** The process's environment. What is not read here (headers, certificates, limits) the SDK reads from there itself. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Told once, at the start, what is set but cannot be done. */
  readonly warn?: (message: string) => void;
  /** How long the last flush may take. */
  readonly shutdownTimeoutMs?: number;
};

export type Tracing = {
  /** Sends what has ended so far. Resolves also when that fails: it is counted. */
  flush(): Promise<void>;
  /** Flushes within the time limit, drops and counts the rest, and stops. Safe to call twice. */
  shutdown(): Promise<void>;
  /** What became of the spans so far, by destination. */
  exportStats(): { readonly store: Readonly<ExportCounts>; readonly otlp: Readonly<ExportCounts> };
};

/**
 * Starts OpenTelemetry for this process: our spans only, nothing is instrumented behind our back. Call it once, before the
 * first span. The SDK and the exporter are imported here, because most of what imports this package only makes spans.
 */
export async function startTracing(options: StartTracing): Promise<Tracing> {
  const { serviceName, version, spanStore, env, warn, shutdownTimeoutMs = 5_000 } = options;
  const [{ NodeSDK }, resources, { W3CTraceContextPropagator }, { chooseSampler }] = await Promise.all([
    import("@opentelemetry/sdk-node"),
    import("@opentelemetry/resources"),
    import("@opentelemetry/core"),
    import("#choose-sampler.ts"),
  ]);
  const store = spanStore ? await storeProcessor(spanStore) : null;
  const otlp = isOtlpConfigured(env) ? await otlpProcessor(env, warn) : null;
  const processors = [store, otlp].filter((processor) => processor !== null);
  const sdk = new NodeSDK({
    resource: resources.resourceFromAttributes({ "service.name": serviceName, "service.version": version }),
    // The environment may rename the service. Detectors of host and process are left out: a command line can hold secrets.
    resourceDetectors: [resources.resourceAttributesEnvDetector, resources.serviceNameEnvDetector],
    textMapPropagator: new W3CTraceContextPropagator(),
    sampler: chooseSampler(env),
    idGenerator: spanIdGenerator,
    spanProcessors: processors,
    // Without these the SDK sets up exporters of its own for both.
    logRecordProcessors: [],
    metricReaders: [],
  });
  sdk.start();
  takeTracers();
  const flush = async () => {
    await Promise.all(processors.map((processor) => processor.forceFlush()));
  };
  let stopped: Promise<void> | undefined;
  return {
    flush,
    shutdown() {
      stopped ??= within(shutdownTimeoutMs, sdk.shutdown()).finally(() => {
        dropTracers();
        for (const { counts } of processors) dropPending(counts);
      });
      return stopped;
    },
    exportStats: () => ({
      store: { ...(store?.counts ?? noExports()) },
      otlp: { ...(otlp?.counts ?? noExports()) },
    }),
  };
}

async function storeProcessor(spanStore: SpanStore) {
  const { StoreSpanProcessor } = await import("#store-span-processor.ts");
  return new StoreSpanProcessor(spanStore);
}

async function otlpProcessor(env: StartTracing["env"], warn: StartTracing["warn"]) {
  const problem = findOtlpProblem(env);
  if (problem) warn?.(problem);
  const [{ OTLPTraceExporter }, { OtlpSpanProcessor }] = await Promise.all([
    import("@opentelemetry/exporter-trace-otlp-proto"),
    import("#otlp-span-processor.ts"),
  ]);
  return new OtlpSpanProcessor(new OTLPTraceExporter(), batchLimits(env));
}

/** Waits for work, but no longer than this. Never rejects. */
async function within(timeoutMs: number, work: Promise<unknown>): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, timeoutMs);
  await Promise.race([work.catch(() => undefined), late]);
  clearTimeout(timer);
}
