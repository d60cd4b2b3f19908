import { TracerProvider } from "@opentelemetry/sdk-trace";
import { expect, it } from "vitest";
import type { SpanStore } from "#span-store.ts";
import { StoreSpanProcessor } from "#store-span-processor.ts";

function spansInto(processor: StoreSpanProcessor): (count: number) => void {
  const tracer = new TracerProvider({ spanProcessors: [processor] }).getTracer("test");
  return (count) => {
    for (let i = 0; i < count; i++)
      tracer.startSpan("span", { attributes: { "slipway.project.id": "prj_1" } }).end();
  };
}

it("C59 drops and counts what a slow store leaves no room for, and stores one batch at a time", async () => {
  const batches: number[] = [];
  const { promise: isUp, resolve: comeUp } = Promise.withResolvers<void>();
  const spanStore: SpanStore = {
    store(batch) {
      batches.push(batch.length);
      return isUp;
    },
  };
  const processor = new StoreSpanProcessor(spanStore, { maxQueued: 6, maxBatch: 4, delayMs: 60_000 });
  const makeSpans = spansInto(processor);
  makeSpans(4);
  const flushed = processor.forceFlush();
  makeSpans(10);
  expect(batches).toEqual([4]);
  expect(processor.counts).toEqual({ accepted: 14, exported: 0, failed: 0, dropped: 4 });
  comeUp();
  await flushed;
  expect(batches).toEqual([4, 4, 2]);
  expect(processor.counts).toEqual({ accepted: 14, exported: 10, failed: 0, dropped: 4 });
});

it("stores without being asked: a full batch at once, a smaller one after the delay", async () => {
  const { promise: full, resolve: wasFull } = Promise.withResolvers<number>();
  const { promise: small, resolve: wasSmall } = Promise.withResolvers<number>();
  const spanStore: SpanStore = {
    store: (batch) => Promise.resolve(batch.length === 2 ? wasFull(2) : wasSmall(batch.length)),
  };
  const slow = new StoreSpanProcessor(spanStore, { maxBatch: 2, delayMs: 60_000 });
  spansInto(slow)(2);
  expect(await full).toBe(2);
  const quick = new StoreSpanProcessor(spanStore, { maxBatch: 2, delayMs: 1 });
  spansInto(quick)(1);
  expect(await small).toBe(1);
});
