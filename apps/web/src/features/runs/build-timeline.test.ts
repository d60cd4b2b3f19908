import type { NewEvent, SlipwayEvent } from "@slipway/schemas/events/event";
import { buildRun } from "@slipway/schemas/runs/test/build-run";
import { noTokens } from "@slipway/schemas/runs/usage";
import { expect, it } from "vitest";
import { buildTimeline, timelineEndMs } from "./build-timeline.ts";

const run = buildRun({ createdAt: "2026-11-21T09:00:00.000Z" });
const log = (entries: readonly (readonly [ms: number, event: NewEvent])[]): SlipwayEvent[] =>
  entries.map(([ms, event], at) => ({
    ...event,
    seq: at + 1,
    sessionId: "ses_1",
    runId: run.id,
    at: new Date(Date.parse(run.createdAt) + ms).toISOString(),
  }));
const turnFinished = (
  interrupted?: true,
  usage = { ...noTokens, inputTokens: 1200, outputTokens: 40 },
): NewEvent => ({
  type: "turn.finished",
  turn: 1,
  model: "demo/demo",
  usage,
  costUsd: 0,
  stopReason: interrupted ? "aborted" : "stop",
  durationMs: 1,
  ttftMs: 1,
  ...(interrupted ? { interrupted } : {}),
});
const started: NewEvent = { type: "run.started", attempt: 1, model: "demo/demo", revision: 1 };
const turnStarted: NewEvent = { type: "turn.started", turn: 1, model: "demo/demo", messageId: "msg_1" };
const spans = (events: SlipwayEvent[]) =>
  buildTimeline(run, events).map((bar) => [bar.label, bar.startMs, bar.endMs]);

it("lays waiting, turns, thinking and writing on one axis", () => {
  const events = log([
    [100, started],
    [150, turnStarted],
    [400, { type: "reasoning.started", blockId: "blk_1" }],
    [900, { type: "reasoning.finished", blockId: "blk_1", text: "Hm." }],
    [900, { type: "text.started", blockId: "blk_2" }],
    [2000, { type: "text.finished", blockId: "blk_2", text: "Hello." }],
    [2010, turnFinished()],
    [2020, { type: "run.finished", run }],
  ]);
  expect(spans(events)).toEqual([
    ["Queued", 0, 100],
    ["Getting ready", 100, 150],
    ["Turn 1", 150, 2010],
    ["Thinking", 400, 900],
    ["Writing", 900, 2000],
  ]);
  expect(buildTimeline(run, events)[2]?.note).toBe("demo/demo · 1,200 → 40 tokens");
});

it("says nothing of tokens that nobody counted", () => {
  const events = log([
    [100, started],
    [150, turnStarted],
    [500, turnFinished(true, noTokens)],
  ]);
  expect(buildTimeline(run, events)[2]?.note).toBe("demo/demo");
});

it("leaves open what goes on, and draws the axis to now", () => {
  const bars = buildTimeline(
    run,
    log([
      [100, started],
      [150, turnStarted],
    ]),
  );
  expect(bars.at(-1)?.endMs).toBeNull();
  expect(timelineEndMs(bars, 5_000)).toBe(5_000);
});

it("closes everything when the run ends, also what was cut", () => {
  const events = log([
    [100, started],
    [150, turnStarted],
    [300, { type: "text.started", blockId: "blk_1" }],
    [500, { type: "text.finished", blockId: "blk_1", text: "Half", interrupted: true }],
    [500, turnFinished(true)],
    [510, { type: "run.finished", run }],
  ]);
  const bars = buildTimeline(run, events);
  expect(bars.every((bar) => bar.endMs !== null)).toBe(true);
  expect(bars.filter((bar) => bar.wasCut).map((bar) => bar.label)).toEqual(["Turn 1", "Writing"]);
  expect(timelineEndMs(bars, 60_000)).toBe(500);
});

it("shows tools side by side, how they ended, and the time that people took", () => {
  const call = (callId: string, name: string, input: Record<string, string>): NewEvent => ({
    type: "tool.started",
    callId,
    name,
    input,
  });
  const ended = (callId: string, outcome: "ok" | "timeout" | "interrupted"): NewEvent => ({
    type: "tool.finished",
    callId,
    name: "bash",
    output: "",
    isError: outcome !== "ok",
    outcome,
    durationMs: 1,
  });
  const approval = {
    id: "apr_1",
    callId: "call_1",
    tool: "bash",
    input: {},
    reason: "asks",
    expiresAt: run.createdAt,
  };
  const bars = buildTimeline(
    run,
    log([
      [100, started],
      [150, turnStarted],
      [900, turnFinished()],
      [910, { type: "run.waiting", approvals: [approval] }],
      [5_000, { type: "run.resumed", checkpointId: null, reason: "decided" }],
      [5_010, call("call_1", "bash", { command: "npm test" })],
      [5_010, call("call_2", "read", { path: "a.ts" })],
      [5_020, ended("call_2", "ok")],
      [9_000, ended("call_1", "timeout")],
      [9_100, call("call_3", "bash", { command: "ls" })],
      [9_200, ended("call_3", "interrupted")],
      [9_200, { type: "run.finished", run }],
    ]),
  );
  expect(bars.slice(3).map(({ key: _, ...bar }) => bar)).toEqual([
    {
      kind: "waiting",
      label: "Waiting for a decision",
      startMs: 910,
      endMs: 5_000,
      note: "bash",
      wasCut: false,
    },
    {
      kind: "tool",
      label: "bash",
      startMs: 5_010,
      endMs: 9_000,
      note: "Timed out · npm test",
      wasCut: false,
      hasFailed: true,
    },
    {
      kind: "tool",
      label: "read",
      startMs: 5_010,
      endMs: 5_020,
      note: "a.ts",
      wasCut: false,
      hasFailed: false,
    },
    {
      kind: "tool",
      label: "bash",
      startMs: 9_100,
      endMs: 9_200,
      note: "Interrupted · ls",
      wasCut: true,
      hasFailed: true,
    },
  ]);
});

it("lays out ten thousand calls in one go", () => {
  const calls = Array.from({ length: 10_000 }, (_, at): (readonly [number, NewEvent])[] => [
    [at, { type: "tool.started", callId: `call_${at}`, name: "bash", input: { command: "ls" } }],
    [
      at + 1,
      {
        type: "tool.finished",
        callId: `call_${at}`,
        name: "bash",
        output: "",
        isError: false,
        outcome: "ok",
        durationMs: 1,
      },
    ],
  ]);
  const events = log(calls.flat());
  const before = process.cpuUsage();
  const bars = buildTimeline(run, events);
  const { user, system } = process.cpuUsage(before);
  expect(bars).toHaveLength(10_001);
  expect(bars.at(-1)).toMatchObject({ startMs: 9_999, endMs: 10_000 });
  // Looking through all bars at each event would take some twenty times as long.
  expect((user + system) / 1000).toBeLessThan(1_000);
});

it("shows gates and reviews, and what they held against an answer", () => {
  const bars = buildTimeline(
    run,
    log([
      [100, { type: "gate.started", name: "npm test", attempt: 1 }],
      [900, { type: "gate.finished", name: "npm test", attempt: 1, passed: false, reasons: ["2 failed"] }],
      [1_000, { type: "review.started", name: "tone", attempt: 1 }],
      [1_500, { type: "review.finished", name: "tone", attempt: 1, passed: true, reasons: [] }],
    ]),
  );
  expect(bars.slice(1).map(({ label, endMs, note, hasFailed }) => [label, endMs, note, hasFailed])).toEqual([
    ["Gate npm test", 900, "Did not pass · 2 failed", true],
    ["Review tone", 1_500, "Passed", false],
  ]);
});
