import type { Context } from "@opentelemetry/api";
import type { ReadableSpan, Span, SpanProcessor } from "@opentelemetry/sdk-trace";
import type { StoredSpan } from "@slipway/schemas/traces/span";
import { attributeNames } from "#attribute-names.ts";
import { type ExportCounts, noExports } from "#export-counts.ts";
import { inheritedAttributes } from "#inherited-attributes.ts";
import type { SpanStore } from "#span-store.ts";
import { toStoredSpan } from "#stored-span.ts";

type Limits = { readonly maxQueued: number; readonly maxBatch: number; readonly delayMs: number };

const defaultLimits: Limits = { maxQueued: 10_000, maxBatch: 500, delayMs: 500 };

/**
 * Hands finished spans to a store in batches, one batch at a time. Unlike OpenTelemetry's batch processor it also takes
 * spans that are not sampled: sampling is about what collectors are sent, our own pages show every run.
 * Spans of no project (a framework's own) belong to nobody who could see them, and are left out.
 */
export class StoreSpanProcessor implements SpanProcessor {
  readonly counts: ExportCounts = noExports();
  readonly #store: SpanStore;
  readonly #limits: Limits;
  #queue: StoredSpan[] = [];
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> | undefined;

  constructor(store: SpanStore, limits: Partial<Limits> = {}) {
    this.#store = store;
    this.#limits = { ...defaultLimits, ...limits };
  }

  onStart(span: Span, parentContext: Context): void {
    span.setAttributes(inheritedAttributes(parentContext));
  }

  onEnd(span: ReadableSpan): void {
    if (span.attributes[attributeNames.projectId] === undefined) return;
    this.counts.accepted++;
    if (this.#queue.length >= this.#limits.maxQueued) {
      this.counts.dropped++;
      return;
    }
    this.#queue.push(toStoredSpan(span));
    if (this.#queue.length >= this.#limits.maxBatch) this.#flushSoon(0);
    else this.#flushSoon(this.#limits.delayMs);
  }

  /** Resolves when everything that was queued is stored or has failed; never rejects. */
  forceFlush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#flushing ??= this.#storeAll().finally(() => {
      this.#flushing = undefined;
      // A span may end after the last look at the queue and before this line.
      if (this.#queue.length > 0) this.#flushSoon(0);
    });
    return this.#flushing;
  }

  shutdown(): Promise<void> {
    return this.forceFlush();
  }

  #flushSoon(delayMs: number): void {
    if (this.#flushing || (this.#timer && delayMs > 0)) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.forceFlush(), delayMs).unref();
  }

  async #storeAll(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0, this.#limits.maxBatch);
      try {
        await this.#store.store(batch);
        this.counts.exported += batch.length;
      } catch {
        // Counted and shown by the process's metrics: a span is not worth a run's failure.
        this.counts.failed += batch.length;
      }
    }
  }
}
