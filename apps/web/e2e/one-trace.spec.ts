import { Run } from "@slipway/schemas/runs/run";
import { Trace } from "@slipway/schemas/traces/trace";
import { expect, test } from "./fixtures/test.ts";

test("C58 web and runner write one trace, under the caller's own", async ({ page, slipway }) => {
  const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
  const headers = { origin: slipway.url, traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
  const app = { name: "Traced", slug: "traced", type: "chat", templateId: "blank-chat" };
  expect((await page.request.post("/api/v1/apps", { data: app, headers })).status()).toBe(201);
  const data = { input: { message: "Hello" } };
  const answer = await page.request.post("/api/v1/apps/traced/invoke", { data, headers });
  const run = Run.parse(await answer.json());
  expect(run).toMatchObject({ status: "completed", traceId });

  const readTrace = async () =>
    Trace.parse(await (await page.request.get(`/api/v1/runs/${run.id}/trace`)).json());
  await expect.poll(async () => (await readTrace()).spans.length).toBe(6);
  const { spans } = await readTrace();
  const nameOf = new Map(spans.map((span) => [span.spanId, span.name]));
  const tree = spans.map((span) => [nameOf.get(span.parentSpanId ?? "") ?? span.parentSpanId, span.name]);
  expect(new Set(tree.map((edge) => edge.join(" → ")))).toEqual(
    new Set([
      "00f067aa0ba902b7 → POST /apps/{app}/invoke",
      "POST /apps/{app}/invoke → enqueue",
      "enqueue → claim",
      "claim → invoke_agent traced",
      "invoke_agent traced → turn 1",
      "turn 1 → chat demo",
    ]),
  );
  const chat = spans.find((span) => span.name === "chat demo");
  expect(chat?.attributes).toMatchObject({
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "demo",
    "gen_ai.usage.input_tokens": run.usage.inputTokens,
    "gen_ai.usage.output_tokens": run.usage.outputTokens,
    "gen_ai.conversation.id": run.sessionId,
    "slipway.run.id": run.id,
  });
});
