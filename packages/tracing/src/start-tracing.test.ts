import { context, propagation, trace } from "@opentelemetry/api";
import { afterEach, describe, expect, it, vi } from "vitest";
import { startSpan } from "#start-span.ts";
import { collectingStore } from "#test/collecting-store.ts";
import { startOtlpReceiver } from "#test/otlp-receiver.ts";
import { withTracing } from "#test/with-tracing.ts";
import { continueTrace } from "#trace-context.ts";
import { withSpan } from "#with-span.ts";

const inherited = { "slipway.project.id": "prj_1" };
const row = (flags: string) =>
  continueTrace({ traceparent: `00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-${flags}` });
const nothing = { accepted: 0, exported: 0, failed: 0, dropped: 0 };

/** The SDK reads its own variables from the process's environment. */
function environment(variables: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  return process.env;
}

function makeSpans(count: number, flags = "01"): void {
  const time = new Date("2026-11-21T09:00:00.000Z");
  for (let i = 0; i < count; i++)
    startSpan({ name: `span ${i}`, parent: row(flags), startTime: time, inherited }).end({ endTime: time });
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("startTracing", () => {
  it("C58 sends the same spans to a collector and to the store", async () => {
    await using receiver = await startOtlpReceiver();
    const spanStore = collectingStore();
    const env = environment({
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_EXPORTER_OTLP_HEADERS: "x-team=blue",
      OTEL_EXPORTER_OTLP_COMPRESSION: "gzip",
      OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=test",
    });
    await withTracing({ spanStore, env }, async (tracing) => {
      await withSpan("outer", { inherited, parent: row("01") }, () =>
        withSpan("inner", {}, () => Promise.resolve()),
      );
      await tracing.flush();
      const both = { ...nothing, accepted: 2, exported: 2 };
      expect(tracing.exportStats()).toEqual({ store: both, otlp: both });
    });
    const sent = receiver.spans.map(({ name, traceId, spanId, parentSpanId }) => [
      name,
      traceId,
      spanId,
      parentSpanId,
    ]);
    const stored = spanStore.spans.map(({ name, traceId, spanId, parentSpanId }) => [
      name,
      traceId,
      spanId,
      parentSpanId,
    ]);
    expect(sent).toEqual(stored);
    expect(receiver.spans.map((span) => span.name)).toEqual(["inner", "outer"]);
    expect(receiver.headers[0]).toMatchObject({ "x-team": "blue", "content-type": "application/x-protobuf" });
    expect(Object.fromEntries(receiver.spans[0]?.resource ?? [])).toEqual({
      "service.name": "slipway-test",
      "service.version": "0.1.0",
      "deployment.environment.name": "test",
    });
  });

  it("sends nothing anywhere unless an endpoint is named", async () => {
    const spanStore = collectingStore();
    await withTracing({ spanStore, env: environment({}) }, async (tracing) => {
      makeSpans(3);
      await tracing.flush();
      expect(tracing.exportStats()).toEqual({
        store: { ...nothing, accepted: 3, exported: 3 },
        otlp: nothing,
      });
    });
  });

  it("stores a trace that the caller did not sample, but does not export it", async () => {
    await using receiver = await startOtlpReceiver();
    const spanStore = collectingStore();
    const env = environment({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${receiver.url}/v1/traces` });
    await withTracing({ spanStore, env }, async (tracing) => {
      makeSpans(2, "00");
      makeSpans(1, "01");
      await tracing.flush();
    });
    expect(spanStore.spans).toHaveLength(3);
    expect(receiver.spans).toHaveLength(1);
  });

  it("C58 makes no spans of what a library traces with the tracers that are there for everybody", async () => {
    const spanStore = collectingStore();
    await withTracing({ spanStore }, async (tracing) => {
      const span = trace.getTracer("next.js").startSpan("GET /", { attributes: inherited });
      expect(span.isRecording()).toBe(false);
      span.end();
      makeSpans(1);
      await tracing.flush();
    });
    expect(spanStore.spans.map(({ name }) => name)).toEqual(["span 0"]);
  });

  it("does not store spans of no project", async () => {
    const spanStore = collectingStore();
    await withTracing({ spanStore }, async () => {
      await withSpan("of a framework", {}, () => undefined);
    });
    expect(spanStore.spans).toEqual([]);
  });

  it("C59 counts what a collector refuses, and neither throws nor holds up the store", async () => {
    await using receiver = await startOtlpReceiver(400);
    const spanStore = collectingStore();
    const env = environment({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
    await withTracing({ spanStore, env }, async (tracing) => {
      makeSpans(5);
      await tracing.flush();
      expect(tracing.exportStats()).toEqual({
        store: { ...nothing, accepted: 5, exported: 5 },
        otlp: { ...nothing, accepted: 5, failed: 5 },
      });
    });
  });

  it("C59 is not slowed by a collector that never answers, bounds its queue and stops in time", async () => {
    await using receiver = await startOtlpReceiver("hang");
    const spanStore = collectingStore();
    const env = environment({
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_BSP_MAX_QUEUE_SIZE: "100",
      OTEL_BSP_MAX_EXPORT_BATCH_SIZE: "50",
    });
    await withTracing({ spanStore, env, shutdownTimeoutMs: 200 }, async (tracing) => {
      makeSpans(1_000);
      const { otlp } = tracing.exportStats();
      expect(otlp).toEqual({ ...nothing, accepted: 1_000, dropped: 1_000 - 100 - 50 });
      const stopping = performance.now();
      await tracing.shutdown();
      expect(performance.now() - stopping).toBeLessThan(2_000);
      expect(tracing.exportStats()).toEqual({
        store: { ...nothing, accepted: 1_000, exported: 1_000 },
        otlp: { ...nothing, accepted: 1_000, dropped: 1_000 },
      });
    });
  });

  it("C59 counts what the store could not keep, and goes on with the next batch", async () => {
    const kept = collectingStore();
    let isDown = true;
    const spanStore: typeof kept = {
      ...kept,
      store: (batch) => (isDown ? Promise.reject(new Error("no database")) : kept.store(batch)),
    };
    await withTracing({ spanStore }, async (tracing) => {
      makeSpans(2);
      await tracing.flush();
      isDown = false;
      makeSpans(3);
      await tracing.flush();
      expect(tracing.exportStats().store).toEqual({ accepted: 5, exported: 3, failed: 2, dropped: 0 });
    });
    expect(kept.spans).toHaveLength(3);
  });

  it("hands the trace on as W3C headers", async () => {
    await withTracing({ spanStore: collectingStore() }, async () => {
      const headers: Record<string, string> = {};
      await withSpan("call", { inherited, parent: row("01") }, (span) => {
        propagation.inject(context.active(), headers);
        expect(headers).toEqual({ traceparent: `00-${row("01").traceId}-${span.spanContext().spanId}-01` });
      });
    });
  });

  it("says that only http/protobuf is spoken", async () => {
    const warn = vi.fn<(message: string) => void>();
    await using receiver = await startOtlpReceiver();
    const env = environment({
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: "grpc",
    });
    await withTracing({ env, warn }, (tracing) => {
      makeSpans(1);
      return tracing.flush();
    });
    expect(warn.mock.calls).toEqual([[expect.stringContaining("OTEL_EXPORTER_OTLP_PROTOCOL is grpc")]]);
    expect(receiver.spans).toHaveLength(1);
  });

  it("makes no spans when OTEL_SDK_DISABLED says so", async () => {
    const spanStore = collectingStore();
    await withTracing({ spanStore, env: environment({ OTEL_SDK_DISABLED: "true" }) }, async (tracing) => {
      makeSpans(1);
      await tracing.flush();
      expect(tracing.exportStats().store).toEqual(nothing);
    });
  });
});
