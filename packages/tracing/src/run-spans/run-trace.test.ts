import type { NewEvent, SlipwayEvent } from "@slipway/schemas/events/event";
import { arbitraryEvents } from "@slipway/schemas/events/test/arbitrary-events";
import type { StoredSpan } from "@slipway/schemas/traces/span";
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { startRunTrace } from "#run-spans/run-trace.ts";
import type { TracedRun } from "#run-spans/traced-run.ts";
import { spanIdFor } from "#span-ids.ts";
import { collectingStore } from "#test/collecting-store.ts";
import { startOtlpReceiver } from "#test/otlp-receiver.ts";
import { withTracing } from "#test/with-tracing.ts";

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 21, 9, 0, seconds));
const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const usage = {
  inputTokens: 100,
  outputTokens: 7,
  cacheReadTokens: 40,
  cacheWriteTokens: 0,
  reasoningTokens: 0,
};

const run: TracedRun = {
  projectId: "prj_1",
  sessionId: "ses_1",
  id: "run_1",
  app: { id: "app_1", slug: "helper", type: "agent" },
  revision: 3,
  environment: "production",
  input: { message: "My password=hunter2hunter2, please help" },
  createdAt: at(0),
  startedAt: at(1),
  trace: { traceId, parentSpanId: "00f067aa0ba902b7", traceFlags: 1, traceState: "vendor=1" },
  capturesContent: true,
};
const completed = { status: "completed", stopReason: "completed", attempt: 1, errorCode: null };

const turnStarted = (turn: number): NewEvent => {
  return { type: "turn.started", turn, model: "scripted/model-1", messageId: "msg_1" };
};
const turnFinished = (turn: number, stopReason: "stop" | "tool_calls"): NewEvent => {
  const figures = { usage, costUsd: 0.0042, durationMs: 900, ttftMs: 250 };
  const answered = { responseId: `chatcmpl-${turn}`, responseModel: "model-1-2026-11-01" };
  return { type: "turn.finished", turn, model: "scripted/model-1", stopReason, ...figures, ...answered };
};

const story: readonly NewEvent[] = [
  turnStarted(1),
  { type: "tool.requested", callId: "call_1", name: "bash", inputDelta: '{"command":"ls"}' },
  turnFinished(1, "tool_calls"),
  { type: "tool.started", callId: "call_1", name: "bash", input: { command: "ls" }, turn: 1 },
  {
    type: "tool.finished",
    callId: "call_1",
    name: "bash",
    output: "the key is sk-planted-in-the-tool",
    isError: false,
    outcome: "ok",
    durationMs: 5,
  },
  { type: "checkpoint.saved", checkpointId: "cpt_1", step: 1 },
  turnStarted(2),
  { type: "text.finished", blockId: "b", text: "Done" },
  turnFinished(2, "stop"),
];

async function spansOf(work: () => void, env: Record<string, string> = {}): Promise<StoredSpan[]> {
  const spanStore = collectingStore();
  await withTracing({ spanStore, env }, async (tracing) => {
    work();
    await tracing.flush();
  });
  return spanStore.spans;
}

function tell(traced: TracedRun = run): void {
  const trace = startRunTrace(traced, { isResumed: false });
  trace.asks({ temperature: 0.2, maxOutputTokens: 500 });
  trace.asking({ baseUrl: "https://models.example.com/v1", apiKey: "sk-planted-in-the-tool" });
  for (const [index, event] of story.entries()) trace.saw(event, at(2 + index));
  trace.end(completed, at(20));
}

it("C58 makes one tree from a run's events, with tokens and cost on its chat spans only", async () => {
  const spans = await spansOf(() => tell());
  const nameOf = new Map(spans.map(({ spanId, name }) => [spanId, name]));
  expect(
    spans.map(({ name, parentSpanId }) => `${nameOf.get(parentSpanId ?? "") ?? parentSpanId} > ${name}`),
  ).toEqual([
    "00f067aa0ba902b7 > claim",
    "turn 1 > chat model-1",
    "turn 1 > execute_tool bash",
    "invoke_agent helper > turn 1",
    "turn 2 > chat model-1",
    "invoke_agent helper > turn 2",
    "claim > invoke_agent helper",
  ]);
  const [, chat, tool, turn] = spans;
  expect(chat?.attributes).toMatchObject({
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "scripted",
    "gen_ai.request.model": "model-1",
    "gen_ai.request.temperature": 0.2,
    "gen_ai.request.max_tokens": 500,
    "gen_ai.usage.input_tokens": 100,
    "gen_ai.usage.cost": 0.0042,
    "gen_ai.response.id": "chatcmpl-1",
    "gen_ai.response.model": "model-1-2026-11-01",
    "gen_ai.response.time_to_first_chunk": 0.25,
    "gen_ai.agent.name": "helper",
    "gen_ai.agent.version": "3",
    "server.address": "models.example.com",
    "server.port": 443,
    "slipway.run.id": "run_1",
  });
  expect(tool?.attributes).toMatchObject({ "gen_ai.tool.call.id": "call_1", "slipway.tool.outcome": "ok" });
  expect(turn?.events).toMatchObject([
    { name: "checkpoint.saved", attributes: { "slipway.checkpoint.id": "cpt_1", "slipway.step": 1 } },
  ]);
  // The turn ends with what it asked for, not when the next one begins.
  expect(turn?.endTime).toBe("2026-11-21T09:00:07.000000Z");
  const tokens = spans.filter(({ attributes }) => "gen_ai.usage.input_tokens" in attributes);
  expect(tokens.map(({ name }) => name)).toEqual(["chat model-1", "chat model-1"]);
});

it("C61 carries what was said without keys and what looks like one, and only where the project allows it", async () => {
  const spans = await spansOf(() => tell());
  const text = JSON.stringify(spans);
  expect(text).not.toContain("sk-planted");
  expect(text).not.toContain("hunter2");
  const named = (name: string) => spans.filter((span) => span.name === name);
  expect(named("execute_tool bash")[0]?.attributes).toMatchObject({
    "gen_ai.tool.call.arguments": '{"command":"ls"}',
    "gen_ai.tool.call.result": "the key is [key]",
  });
  expect(named("chat model-1").map(({ attributes }) => attributes["gen_ai.output.messages"])).toEqual([
    '[{"role":"assistant","parts":[{"type":"tool_call","id":"call_1","name":"bash","arguments":{"command":"ls"}}],"finish_reason":"tool_call"}]',
    '[{"role":"assistant","parts":[{"type":"text","content":"Done"}],"finish_reason":"stop"}]',
  ]);
  expect(named("invoke_agent helper")[0]?.attributes["gen_ai.input.messages"]).toBe(
    '[{"role":"user","parts":[{"type":"text","content":"My password=[secret], please help"}]}]',
  );
  const silent = JSON.stringify(await spansOf(() => tell({ ...run, capturesContent: false })));
  for (const said of ["command", "the key is", "Done", "please help"]) expect(silent).not.toContain(said);
});

it("tells whoever is called which span calls, before any of them is made", async () => {
  const parent = (id: string) => ({
    traceparent: `00-${traceId}-${spanIdFor(id)}-01`,
    tracestate: "vendor=1",
  });
  const works: (() => void)[] = [];
  const spans = await spansOf(() => {
    const trace = startRunTrace(run, { isResumed: false, later: (work) => works.push(work) });
    expect(trace.headers()).toEqual(parent("run_1"));
    trace.saw(turnStarted(1), at(2));
    expect(trace.headers()).toEqual(parent("run_1 chat 1"));
    expect(trace.headers("call_1")).toEqual(parent("run_1 tool call_1"));
    trace.saw(turnFinished(1, "tool_calls"), at(3));
    expect(trace.headers()).toEqual(parent("run_1 turn 1"));
    trace.saw(turnStarted(2), at(4));
    trace.saw(turnFinished(2, "stop"), at(5));
    expect(trace.headers()).toEqual(parent("run_1"));
    trace.end(completed, at(6));
  });
  expect(spans).toEqual([]);
  const made = await spansOf(() => {
    for (const work of works) work();
  });
  expect(made.map(({ name }) => name)).toEqual([
    "claim",
    "chat model-1",
    "turn 1",
    "chat model-1",
    "turn 2",
    "invoke_agent helper",
  ]);
});

it("C58 a trace is exported whole or not at all, whatever this process's sampler says", async () => {
  const exported = async (traceFlags: number, sampler: string) => {
    await using receiver = await startOtlpReceiver();
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_TRACES_SAMPLER: sampler };
    // The exporter reads its own variables from the process's environment.
    vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url);
    const trace = { ...run.trace, parentSpanId: null, traceFlags };
    const stored = await spansOf(() => tell({ ...run, trace }), env);
    vi.unstubAllEnvs();
    return [stored.length, receiver.spans.length];
  };
  expect(await exported(1, "always_off")).toEqual([7, 7]);
  expect(await exported(0, "always_on")).toEqual([7, 0]);
});

it("C58 wherever a runner is lost, the trace has every span, each under one that is there", async () => {
  const whole = fc.tuple(arbitraryEvents, fc.nat());
  await fc.assert(
    fc.asyncProperty(whole, async ([events, cut]) => {
      const log = events.filter(({ runId }) => runId === "run_1");
      const started = log.filter(({ type }) => type !== "run.finished");
      const lostAt = cut % (started.length + 1);
      const expected = await spansOf(() => tellLog(started, null));
      const spans = await spansOf(() => tellLog(started, lostAt));
      const byId = (all: readonly StoredSpan[]) =>
        [...new Map(all.map((span) => [span.spanId, span])).values()].toSorted((a, b) =>
          a.spanId.localeCompare(b.spanId),
        );
      expect(byId(spans)).toEqual(byId(expected));
      const ids = new Set(spans.map(({ spanId }) => spanId));
      for (const { parentSpanId } of spans) {
        expect(parentSpanId === run.trace.parentSpanId || ids.has(parentSpanId ?? "")).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

/** Without a loss, or with a first runner that is killed at that place and a second one that goes on. */
function tellLog(log: readonly SlipwayEvent[], lostAt: number | null): void {
  const first = startRunTrace(run, { isResumed: false });
  const told = log.slice(0, lostAt ?? log.length);
  // What had ended before a wait was sent; all later spans of the killed one are lost with it.
  const sent =
    lostAt === null ? told : told.slice(0, told.findLastIndex(({ type }) => type === "run.waiting") + 1);
  for (const event of sent) first.saw(event, new Date(event.at));
  if (lostAt === null) {
    first.end(completed, at(20));
    return;
  }
  const second = startRunTrace(run, { isResumed: true });
  second.replay(told);
  for (const event of log.slice(lostAt)) second.saw(event, new Date(event.at));
  second.end(completed, at(20));
}
