import { AppError } from "@slipway/schemas/errors/app-error";
import { describe, expect, it } from "vitest";
import { spanIdFor } from "#span-ids.ts";
import { startSpan } from "#start-span.ts";
import { collectingStore } from "#test/collecting-store.ts";
import { withTracing } from "#test/with-tracing.ts";
import { continueTrace, newTraceContext } from "#trace-context.ts";
import { withSpan } from "#with-span.ts";

const inherited = { "slipway.project.id": "prj_1" };
const startTime = new Date("2026-11-21T09:00:00.000Z");
const endTime = new Date("2026-11-21T09:00:05.000Z");

describe("startSpan", () => {
  it("begins the trace that the row names, and everything below joins it", async () => {
    const spanStore = collectingStore();
    const row = newTraceContext();
    await withTracing({ spanStore }, async () => {
      const run = startSpan({ name: "run", parent: row, startTime, inherited });
      await withSpan("tool", { parent: run.context }, () => undefined);
      startSpan({ name: "other", parent: newTraceContext(), startTime, inherited }).end({ endTime });
      run.end({ endTime, attributes: { done: true } });
    });
    const run = spanStore.find("run");
    expect(run).toMatchObject({
      traceId: row.traceId,
      parentSpanId: null,
      attributes: { ...inherited, done: true },
    });
    expect(spanStore.find("tool")).toMatchObject({ traceId: row.traceId, parentSpanId: run.spanId });
    expect(spanStore.find("other").traceId).not.toBe(row.traceId);
  });

  it("C58 lets a second process go on under a span that the first one never ended", async () => {
    const spanStore = collectingStore();
    const row = continueTrace({ traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" });
    const spanId = spanIdFor("run_1");
    await withTracing({ spanStore }, () => {
      const first = startSpan({ name: "lost", parent: row, startTime, inherited, spanId });
      startSpan({ name: "turn 1", parent: first.context, startTime, inherited }).end({ endTime });
      return Promise.resolve();
    });
    await withTracing({ spanStore }, () => {
      const second = startSpan({ name: "run", parent: row, startTime, inherited, spanId });
      startSpan({ name: "turn 2", parent: second.traceContext, startTime, inherited }).end({ endTime });
      second.end({ endTime });
      return Promise.resolve();
    });
    const shape = spanStore.spans.map((span) => [span.name, span.traceId, span.parentSpanId]);
    expect(shape).toEqual([
      ["turn 1", row.traceId, spanId],
      ["turn 2", row.traceId, spanId],
      ["run", row.traceId, row.parentSpanId],
    ]);
    expect(spanStore.find("run")).toMatchObject({
      spanId,
      startTime: "2026-11-21T09:00:00.000000Z",
      endTime: "2026-11-21T09:00:05.000000Z",
    });
  });

  it("ends once and records an error by its code", async () => {
    const spanStore = collectingStore();
    await withTracing({ spanStore }, () => {
      const span = startSpan({ name: "run", parent: newTraceContext(), startTime, inherited });
      span.end({ endTime, error: new AppError("unavailable", "No runner is there.") });
      span.end({ endTime: new Date(0), attributes: { late: true } });
      return Promise.resolve();
    });
    expect(spanStore.find("run")).toMatchObject({
      endTime: "2026-11-21T09:00:05.000000Z",
      status: { code: "error", message: "No runner is there." },
      attributes: { ...inherited, "error.type": "unavailable" },
    });
  });
});
