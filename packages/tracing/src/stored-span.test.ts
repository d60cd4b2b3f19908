import { StoredSpan } from "@slipway/schemas/traces/span";
import { expect, it } from "vitest";
import { startSpan } from "#start-span.ts";
import { toSpanTime } from "#stored-span.ts";
import { collectingStore } from "#test/collecting-store.ts";
import { withTracing } from "#test/with-tracing.ts";
import { newTraceContext } from "#trace-context.ts";

it("writes times to the microsecond", () => {
  expect(toSpanTime([1_795_597_200, 123_456_789])).toBe("2026-11-25T09:00:00.123456Z");
  expect(toSpanTime([0, 999])).toBe("1970-01-01T00:00:00.000000Z");
});

it("has the contract's form, whatever the attributes hold", async () => {
  const spanStore = collectingStore();
  const parent = newTraceContext();
  await withTracing({ spanStore }, async (tracing) => {
    const span = startSpan({
      name: "chat demo",
      kind: "client",
      parent,
      startTime: new Date("2026-11-21T09:00:00.000Z"),
      attributes: {
        "slipway.project.id": "prj_1",
        "gen_ai.response.finish_reasons": ["stop"],
        "gen_ai.input.messages": [{ role: "user", parts: [{ type: "text", content: "Hi" }] }],
        "gen_ai.request.seed": Number.NaN,
        "gen_ai.request.stream": true,
      },
    });
    span.addEvent("first token", { at: new Date("2026-11-21T09:00:00.250Z"), attributes: { bytes: 2 } });
    span.end({ endTime: new Date("2026-11-21T09:00:01.000Z") });
    await tracing.flush();
  });
  const span = spanStore.find("chat demo");
  expect(StoredSpan.parse(JSON.parse(JSON.stringify(span)))).toEqual(span);
  expect(span).toEqual({
    traceId: parent.traceId,
    spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
    parentSpanId: null,
    name: "chat demo",
    kind: "client",
    startTime: "2026-11-21T09:00:00.000000Z",
    endTime: "2026-11-21T09:00:01.000000Z",
    status: { code: "unset" },
    attributes: {
      "slipway.project.id": "prj_1",
      "gen_ai.response.finish_reasons": ["stop"],
      "gen_ai.input.messages": '[{"role":"user","parts":[{"type":"text","content":"Hi"}]}]',
      "gen_ai.request.seed": "NaN",
      "gen_ai.request.stream": true,
    },
    events: [{ name: "first token", time: "2026-11-21T09:00:00.250000Z", attributes: { bytes: 2 } }],
  });
});
