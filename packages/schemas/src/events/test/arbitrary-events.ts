import fc from "fast-check";
import type { NewEvent, SlipwayEvent } from "#events/event.ts";
import { buildRun } from "#runs/test/build-run.ts";
import { noTokens } from "#runs/usage.ts";

const at = "2026-11-21T09:00:00.000Z";
const words = fc.string({ unit: "grapheme", maxLength: 12 });

type Block = {
  readonly kind: "text" | "reasoning";
  readonly deltas: readonly string[];
  readonly cut: boolean;
};
type ToolPlan = {
  readonly requested: boolean;
  readonly progress: readonly string[];
  readonly outcome: "ok" | "error" | "denied" | "interrupted" | "timeout";
  /** Where it stands among the batch's tools when they finish. */
  readonly rank: number;
};
type TurnPlan = {
  readonly blocks: readonly Block[];
  readonly tools: readonly ToolPlan[];
  readonly asks: boolean;
  readonly steered: boolean;
  readonly extra: "none" | "gate" | "checkpoint" | "takeover" | "warning";
};
type RunPlan = {
  readonly turns: readonly TurnPlan[];
  readonly end: "completed" | "failed" | "cancelled" | "cancelled while queued" | "failed in set-up";
  readonly seqGap: number;
};

const block: fc.Arbitrary<Block> = fc.record({
  kind: fc.constantFrom("text", "reasoning"),
  deltas: fc.array(words, { maxLength: 4 }),
  cut: fc.boolean(),
});
const tool: fc.Arbitrary<ToolPlan> = fc.record({
  requested: fc.boolean(),
  progress: fc.array(words, { maxLength: 2 }),
  outcome: fc.constantFrom("ok", "error", "denied", "interrupted", "timeout"),
  rank: fc.nat(100),
});
const turn: fc.Arbitrary<TurnPlan> = fc.record({
  blocks: fc.array(block, { maxLength: 3 }),
  tools: fc.array(tool, { maxLength: 3 }),
  asks: fc.boolean(),
  steered: fc.boolean(),
  extra: fc.constantFrom("none", "gate", "checkpoint", "takeover", "warning"),
});
const run: fc.Arbitrary<RunPlan> = fc.record({
  turns: fc.array(turn, { maxLength: 3 }),
  end: fc.constantFrom("completed", "failed", "cancelled", "cancelled while queued", "failed in set-up"),
  seqGap: fc.integer({ min: 1, max: 3 }),
});

/** Whole session logs that keep to the grammar: runs with turns, cut texts, parallel tools, approvals, takeovers and steers. */
export const arbitraryEvents: fc.Arbitrary<SlipwayEvent[]> = fc
  .array(run, { minLength: 1, maxLength: 3 })
  .map((plans) => {
    const events: SlipwayEvent[] = [];
    for (const [index, plan] of plans.entries()) {
      const runId = `run_${index + 1}`;
      for (const event of runEvents(plan, runId)) {
        const seq = (events.at(-1)?.seq ?? 0) + plan.seqGap;
        events.push({ ...event, seq, sessionId: "ses_1", runId, at } satisfies SlipwayEvent);
      }
    }
    return events;
  });

function* runEvents(plan: RunPlan, runId: string): Generator<NewEvent> {
  yield userMessage(runId, "asked", "Hello");
  yield { type: "run.queued", position: 1 };
  if (plan.end === "completed" || plan.end === "failed" || plan.end === "cancelled") {
    yield { type: "run.started", attempt: 1, model: "demo/demo", revision: 1 };
    for (const [index, turnPlan] of plan.turns.entries()) {
      yield* turnEvents(turnPlan, `${runId.slice("run_".length)}x${index + 1}`, index + 1);
      if (turnPlan.steered) yield userMessage(runId, `steer${index + 1}`, "Shorter, please.");
    }
  }
  yield finished(plan, runId);
}

function* turnEvents(plan: TurnPlan, key: string, number: number): Generator<NewEvent> {
  yield { type: "turn.started", turn: number, model: "demo/demo", messageId: `msg_${key}` };
  for (const [index, item] of plan.blocks.entries()) yield* blockEvents(item, `blk_${key}x${index}`);
  const tools = plan.tools.map((item, index) => ({ ...item, callId: `call_${key}x${index}`, name: "read" }));
  for (const { requested, callId, name } of tools) {
    if (requested) yield { type: "tool.requested", callId, name, inputDelta: '{"path":' };
  }
  yield {
    type: "turn.finished",
    turn: number,
    model: "demo/demo",
    usage: noTokens,
    costUsd: null,
    stopReason: tools.length > 0 ? "tool_calls" : "stop",
    durationMs: 10,
    ttftMs: null,
  };
  const asked = plan.asks ? tools.find((item) => item.requested) : undefined;
  if (asked) yield* approvalEvents(asked.callId, key);
  for (const { callId, name } of tools)
    yield { type: "tool.started", callId, name, input: { path: "a.txt" } };
  for (const { callId, progress } of tools) {
    for (const delta of progress) yield { type: "tool.progress", callId, delta };
  }
  for (const { callId, name, outcome } of tools.toSorted((a, b) => a.rank - b.rank)) {
    yield {
      type: "tool.finished",
      callId,
      name,
      output: "text",
      isError: outcome !== "ok",
      outcome,
      durationMs: 3,
    };
  }
  yield* extraEvents(plan.extra, number);
}

function* blockEvents({ kind, deltas, cut }: Block, blockId: string): Generator<NewEvent> {
  yield { type: `${kind}.started`, blockId };
  for (const delta of deltas) yield { type: `${kind}.delta`, blockId, delta };
  yield { type: `${kind}.finished`, blockId, text: deltas.join(""), ...(cut ? { interrupted: true } : {}) };
}

function* approvalEvents(callId: string, key: string): Generator<NewEvent> {
  const id = `apr_${key}`;
  const approval = { id, callId, tool: "read", input: {}, reason: "The configuration asks.", expiresAt: at };
  yield { type: "approval.requested", approval };
  yield { type: "run.waiting", approvals: [approval] };
  yield { type: "approval.decided", approvalId: id, callId, decision: "allow", by: null, reason: null };
  yield { type: "run.resumed", checkpointId: null, reason: "decided" };
}

function* extraEvents(extra: TurnPlan["extra"], number: number): Generator<NewEvent> {
  if (extra === "gate") {
    yield { type: "gate.started", name: "tests", attempt: number };
    yield { type: "gate.finished", name: "tests", attempt: number, passed: true, reasons: [] };
  }
  if (extra === "checkpoint") yield { type: "checkpoint.saved", checkpointId: `chk_${number}`, step: number };
  if (extra === "warning") yield { type: "warning", code: "price_unknown", message: "No price is known." };
  if (extra === "takeover") {
    yield { type: "run.started", attempt: number + 1, model: "demo/demo", revision: 1 };
    yield { type: "run.resumed", checkpointId: null, reason: "runner_lost" };
  }
}

function userMessage(runId: string, key: string, text: string): NewEvent {
  const id = `msg_${runId.slice("run_".length)}${key}`;
  const parts = [{ id: `${id}:0`, state: "done" as const, type: "text" as const, text }];
  return { type: "message.created", message: { id, role: "user", runId, parts, createdAt: at } };
}

function finished(plan: RunPlan, runId: string): NewEvent {
  switch (plan.end) {
    case "completed":
      return { type: "run.finished", run: buildRun({ id: runId }) };
    case "cancelled":
      return {
        type: "run.finished",
        run: buildRun({ id: runId, status: "cancelled", stopReason: "cancelled" }),
      };
    case "cancelled while queued":
      return {
        type: "run.finished",
        run: buildRun({
          id: runId,
          status: "cancelled",
          stopReason: "cancelled",
          startedAt: null,
          durationMs: null,
        }),
      };
    case "failed":
    case "failed in set-up": {
      const stopReason = plan.end === "failed" ? "error" : "setup_failed";
      const error = { code: stopReason, message: "It did not work.", retryable: false };
      return {
        type: "run.finished",
        run: buildRun({ id: runId, status: "failed", stopReason, error, output: null }),
      };
    }
  }
}
