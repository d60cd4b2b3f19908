import { expect, it } from "vitest";
import type { NewEvent, SlipwayEvent } from "#events/event.ts";
import { foldFigures, noFigures } from "#events/fold-figures.ts";
import { buildRun } from "#runs/test/build-run.ts";
import { noTokens, noUsage } from "#runs/usage.ts";

const started: NewEvent = { type: "run.started", attempt: 1, model: "a/b", revision: 1 };
const turn = (inputTokens: number, outputTokens: number, costUsd: number | null = 0.01): NewEvent => ({
  type: "turn.finished",
  turn: 1,
  model: "a/b",
  usage: { ...noTokens, inputTokens, outputTokens },
  costUsd,
  stopReason: "tool_calls",
  durationMs: 1,
  ttftMs: 1,
});
const tool: NewEvent = { type: "tool.started", callId: "call_1", name: "ls", input: {} };

function figuresOf(...log: readonly (readonly [runId: string, event: NewEvent])[]) {
  const events = log.map(([runId, event], at): SlipwayEvent => {
    const envelope = { seq: at + 1, sessionId: "ses_1", runId, at: "2026-11-21T09:00:00.000Z" };
    return { ...event, ...envelope };
  });
  return events.reduce(foldFigures, noFigures);
}

it("tells how full the model is after its last turn, and what the newest run has used", () => {
  expect(
    figuresOf(
      ["run_1", started],
      ["run_1", turn(900, 100)],
      ["run_2", started],
      ["run_2", turn(1_100, 50)],
      ["run_2", tool],
      ["run_2", turn(1_300, 200)],
    ),
  ).toEqual({
    context: { model: "a/b", tokens: 1_500 },
    spent: { runId: "run_2", turns: 2, toolCalls: 1, tokens: 2_650, costUsd: 0.02 },
  });
});

it("keeps the last count when a turn was cut, and takes that of a summary", () => {
  const cut = figuresOf(["run_1", started], ["run_1", turn(900, 100)], ["run_1", turn(0, 0)]);
  expect(cut.context?.tokens).toBe(1_000);
  const compacted: NewEvent = { type: "context.compacted", tokensBefore: 1_000, tokensAfter: 300 };
  expect(figuresOf(["run_1", started], ["run_1", turn(900, 100)], ["run_1", compacted]).context?.tokens).toBe(
    300,
  );
});

it("says that a cost is unknown rather than too low, and takes the row's word in the end", () => {
  const log = [
    ["run_1", started],
    ["run_1", turn(10, 1)],
    ["run_1", turn(10, 1, null)],
  ] as const;
  expect(figuresOf(...log).spent?.costUsd).toBeNull();
  const run = buildRun({ id: "run_1", usage: { ...noUsage, turns: 3, inputTokens: 40 }, costUsd: 0.5 });
  expect(figuresOf(...log, ["run_1", { type: "run.finished", run }]).spent).toEqual({
    runId: "run_1",
    turns: 3,
    toolCalls: 0,
    tokens: 40,
    costUsd: 0.5,
  });
});

it("goes on counting when another runner takes the run over", () => {
  const again: NewEvent = { ...started, attempt: 2 };
  expect(figuresOf(["run_1", started], ["run_1", turn(10, 1)], ["run_1", again]).spent?.turns).toBe(1);
});
