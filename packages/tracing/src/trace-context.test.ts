import { trace } from "@opentelemetry/api";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  continueTrace,
  formatTraceparent,
  newTraceContext,
  otelContextOf,
  parseTraceparent,
  traceContextOf,
} from "#trace-context.ts";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const parentSpanId = "00f067aa0ba902b7";
const hexOf = (bytes: number) =>
  fc
    .array(fc.nat(255), { minLength: bytes, maxLength: bytes })
    .filter((list) => list.some((byte) => byte > 0))
    .map((list) => Buffer.from(list).toString("hex"));

describe("parseTraceparent", () => {
  it.each([
    [`00-${traceId}-${parentSpanId}-01`, 1],
    [`00-${traceId}-${parentSpanId}-00`, 0],
    [`00-${traceId}-${parentSpanId}-ff`, 1],
    [`01-${traceId}-${parentSpanId}-01`, 1],
    [`cc-${traceId}-${parentSpanId}-01-what-comes-later`, 1],
  ])("reads %s", (value, traceFlags) => {
    expect(parseTraceparent(value)).toEqual({ traceId, parentSpanId, traceFlags });
  });

  it.each([
    "",
    `ff-${traceId}-${parentSpanId}-01`,
    `00-${"0".repeat(32)}-${parentSpanId}-01`,
    `00-${traceId}-${"0".repeat(16)}-01`,
    `00-${traceId}-${parentSpanId}-01-more`,
    `00-${traceId}-${parentSpanId}-01-`,
    `01-${traceId}-${parentSpanId}-01more`,
    `00-${traceId.toUpperCase()}-${parentSpanId}-01`,
    `00-${traceId}-${parentSpanId}-1`,
    `00-${traceId}-${parentSpanId}-0g`,
    `0-${traceId}-${parentSpanId}-01`,
    `00-${traceId.slice(1)}-${parentSpanId}-01`,
    `00-${traceId}0-${parentSpanId}-01`,
    `00-${traceId}-${parentSpanId}`,
    ` 00-${traceId}-${parentSpanId}-01`,
    `00-${traceId}-${parentSpanId}-01, 00-${traceId}-${parentSpanId}-01`,
    `00-${traceId}-${parentSpanId}-01\n`,
  ])("refuses %j", (value) => {
    expect(parseTraceparent(value)).toBeNull();
  });

  it("reads back what was formatted", () => {
    fc.assert(
      fc.property(hexOf(16), hexOf(8), fc.nat(1), (anyTraceId, spanId, traceFlags) => {
        const header = formatTraceparent({ traceId: anyTraceId, spanId, traceFlags });
        expect(parseTraceparent(header)).toEqual({ traceId: anyTraceId, parentSpanId: spanId, traceFlags });
      }),
    );
  });
});

describe("continueTrace", () => {
  const traceparent = `00-${traceId}-${parentSpanId}-01`;

  it("goes on with the caller's trace and its state", () => {
    expect(continueTrace({ traceparent, tracestate: "rojo=00f067aa0ba902b7, congo=t61rcWkgMzE" })).toEqual({
      traceId,
      parentSpanId,
      traceFlags: 1,
      traceState: "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE",
    });
  });

  it.each([
    ["no value", "rojo"],
    ["an upper-case key", "ROJO=1"],
    ["a key twice", "rojo=1,rojo=2"],
    ["33 members", Array.from({ length: 33 }, (_, index) => `k${index}=1`).join(",")],
    ["more than 512 characters", `a=${"x".repeat(250)},b=${"x".repeat(250)},c=${"x".repeat(250)}`],
    ["nothing", " , "],
  ])("keeps the parent but not a state with %s", (_what, tracestate) => {
    expect(continueTrace({ traceparent, tracestate })).toEqual({
      traceId,
      parentSpanId,
      traceFlags: 1,
      traceState: null,
    });
  });

  it.each([undefined, null, "", "garbage"])("starts a trace of its own for %j", (value) => {
    const started = continueTrace({ traceparent: value ?? null, tracestate: "rojo=1" });
    expect(started).toEqual({
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      parentSpanId: null,
      traceFlags: 1,
      traceState: null,
    });
    expect(started.traceId).not.toBe(newTraceContext().traceId);
  });
});

describe("a row's trace context", () => {
  it("comes back the same from OpenTelemetry's context", () => {
    const row = continueTrace({
      traceparent: `00-${traceId}-${parentSpanId}-00`,
      tracestate: "rojo=1,congo=2",
    });
    const spanContext = trace.getSpanContext(otelContextOf(row));
    expect(spanContext?.isRemote).toBe(true);
    expect(spanContext && traceContextOf(spanContext)).toEqual(row);
  });
});
