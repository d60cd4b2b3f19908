import { AppError } from "@slipway/schemas/errors/app-error";
import { describe, expect, it } from "vitest";
import { collectingStore } from "#test/collecting-store.ts";
import { withTracing } from "#test/with-tracing.ts";
import { continueTrace } from "#trace-context.ts";
import { withSpan } from "#with-span.ts";

const inherited = { "slipway.project.id": "prj_1" };
const secret = "sk-very-secret";
const fail = (error: unknown) => () => {
  throw error;
};

describe("withSpan", () => {
  it("C58 ends the span on every exit and says which way it went", async () => {
    const spanStore = collectingStore();
    const exits: [string, () => unknown][] = [
      ["returns", () => 1],
      ["resolves", () => Promise.resolve(1)],
      ["throws", fail(new TypeError(`no ${secret}`))],
      ["rejects", () => Promise.reject(new AppError("provider_error", "The model refused."))],
      ["is aborted", () => AbortSignal.abort().throwIfAborted()],
      ["throws no error", fail(secret)],
    ];
    await withTracing({ spanStore }, async () => {
      for (const [name, exit] of exits) await withSpan(name, { inherited }, exit).catch(() => undefined);
    });
    const ends = spanStore.spans.map(({ name, status, attributes }) => [
      name,
      status,
      attributes["error.type"],
    ]);
    expect(ends).toEqual([
      ["returns", { code: "unset" }, undefined],
      ["resolves", { code: "unset" }, undefined],
      ["throws", { code: "error" }, "TypeError"],
      ["rejects", { code: "error", message: "The model refused." }, "provider_error"],
      ["is aborted", { code: "error" }, "AbortError"],
      ["throws no error", { code: "error" }, "_OTHER"],
    ]);
    expect(JSON.stringify(spanStore.spans)).not.toContain(secret);
  });

  it("passes on what the function returns and throws", async () => {
    const error = new Error("as it was");
    await expect(withSpan("a", {}, () => 42)).resolves.toBe(42);
    await expect(withSpan("a", {}, fail(error))).rejects.toBe(error);
  });

  it("writes an error's text only through the caller's redactor", async () => {
    const spanStore = collectingStore();
    const redact = (text: string) => text.replaceAll(secret, "[redacted]");
    await withTracing({ spanStore }, async () => {
      await withSpan("a", { inherited, redact }, fail(new Error(`Key ${secret} is wrong`))).catch(
        () => undefined,
      );
    });
    expect(spanStore.find("a").status).toEqual({ code: "error", message: "Key [redacted] is wrong" });
  });

  it("hangs under the active span, hands down its project and closes in order", async () => {
    const spanStore = collectingStore();
    await withTracing({ spanStore }, async () => {
      await withSpan("outer", { inherited, kind: "server" }, () =>
        withSpan("inner", { attributes: { own: 1 } }, () => Promise.resolve()),
      );
    });
    const [outer, inner] = [spanStore.find("outer"), spanStore.find("inner")];
    expect(inner).toMatchObject({ traceId: outer.traceId, parentSpanId: outer.spanId });
    expect(inner.attributes).toEqual({ ...inherited, own: 1 });
    expect([outer.parentSpanId, outer.kind, inner.kind]).toEqual([null, "server", "internal"]);
  });

  it("C58 goes on with the caller's trace", async () => {
    const spanStore = collectingStore();
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    await withTracing({ spanStore }, async () => {
      await withSpan("invoke", { inherited, parent: continueTrace({ traceparent }) }, () => undefined);
    });
    expect(spanStore.find("invoke")).toMatchObject({
      traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
      parentSpanId: "00f067aa0ba902b7",
    });
  });
});
