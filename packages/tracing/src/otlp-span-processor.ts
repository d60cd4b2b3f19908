import { TraceFlags } from "@opentelemetry/api";
import { type ExportResult, ExportResultCode } from "@opentelemetry/core";
import {
  BatchSpanProcessor,
  type BatchSpanProcessorOptions,
  type ReadableSpan,
  type SpanExporter,
  type SpanProcessor,
} from "@opentelemetry/sdk-trace";
import { type ExportCounts, noExports } from "#export-counts.ts";

/**
 * OpenTelemetry's batch processor, counting what became of each span. It never waits for the collector: what does not
 * fit into the queue is dropped, and a failed export is a number, not an error.
 */
export class OtlpSpanProcessor implements SpanProcessor {
  readonly counts: ExportCounts = noExports();
  readonly #batches: BatchSpanProcessor;
  readonly #maxQueued: number;
  #waiting = 0;

  constructor(exporter: SpanExporter, limits: Omit<BatchSpanProcessorOptions, "exporter"> = {}) {
    this.#maxQueued = limits.maxQueueSize ?? 2_048;
    this.#batches = new BatchSpanProcessor({ ...limits, exporter: this.#counted(exporter) });
  }

  onStart(): void {
    // Nothing to do before a span has ended.
  }

  onEnd(span: ReadableSpan): void {
    if ((span.spanContext().traceFlags & TraceFlags.SAMPLED) === 0) return;
    this.counts.accepted++;
    if (this.#waiting >= this.#maxQueued) {
      this.counts.dropped++;
      return;
    }
    this.#waiting++;
    this.#batches.onEnd(span);
  }

  /** Never rejects: a failed export is counted. */
  async forceFlush(): Promise<void> {
    await this.#batches.forceFlush().catch(() => undefined);
  }

  async shutdown(): Promise<void> {
    await this.#batches.shutdown().catch(() => undefined);
  }

  #counted(exporter: SpanExporter): SpanExporter {
    return {
      export: (spans, done) => {
        this.#waiting -= spans.length;
        exporter.export(spans, (result: ExportResult) => {
          if (result.code === ExportResultCode.SUCCESS) this.counts.exported += spans.length;
          else this.counts.failed += spans.length;
          done(result);
        });
      },
      shutdown: () => exporter.shutdown(),
    };
  }
}
