import { describe, expect, it } from "vitest";
import { closeCalls, closeInterrupted } from "#events/close-run.ts";
import { digestRun } from "#events/digest-run.ts";
import type { NewEvent, SlipwayEvent } from "#events/event.ts";
import { noTokens } from "#runs/usage.ts";

const at = "2026-11-21T09:00:00.000Z";
const now = new Date("2026-11-21T09:00:05.000Z");

function digest(...events: readonly NewEvent[]) {
  return digestRun(
    events.map(
      (event, index): SlipwayEvent => ({ seq: index + 1, sessionId: "ses_1", runId: "run_1", at, ...event }),
    ),
  );
}

const turnStarted = { type: "turn.started", turn: 1, model: "a/b", messageId: "msg_1" } as const;
const requested = (callId: string, inputDelta = '{"path":"a"}') =>
  ({ type: "tool.requested", callId, name: "read", inputDelta }) as const;
const started = (callId: string) =>
  ({ type: "tool.started", callId, name: "read", input: { path: "b" } }) as const;
const finished = (callId: string, isError = false) =>
  ({
    type: "tool.finished",
    callId,
    name: "read",
    output: "out",
    isError,
    outcome: isError ? "error" : "ok",
    durationMs: 1,
  }) as const;
const turnFinished = (stopReason: "tool_calls" | "error") =>
  ({
    type: "turn.finished",
    turn: 1,
    model: "a/b",
    usage: noTokens,
    costUsd: 0,
    stopReason,
    durationMs: 1,
    ttftMs: 1,
  }) as const;
const asked = {
  type: "approval.requested",
  approval: { id: "apr_1", callId: "call_2", tool: "read", input: {}, reason: "asks", expiresAt: at },
} as const;

describe("C24 a run's calls", () => {
  it("are open from when they were asked for until they have finished", () => {
    const { openCalls, pastCalls } = digest(
      turnStarted,
      requested("call_1", '{"pa'),
      requested("call_1", 'th":"a"}'),
      requested("call_2"),
      requested("call_3"),
      turnFinished("tool_calls"),
      started("call_2"),
      { type: "tool.progress", callId: "call_2", delta: "half" },
      started("call_3"),
      finished("call_3", true),
    );
    expect([...openCalls.values()]).toEqual([
      { callId: "call_1", name: "read", input: { path: "a" }, startedAt: null, output: "" },
      { callId: "call_2", name: "read", input: { path: "b" }, startedAt: at, output: "half" },
    ]);
    expect(pastCalls).toEqual([{ name: "read", input: { path: "b" }, failure: "out" }]);
  });

  it("never were, where the turn that asked for them failed", () => {
    expect(digest(turnStarted, requested("call_1"), turnFinished("error")).openCalls.size).toBe(0);
  });

  it("are all closed when the run ends: interrupted, or denied where they never began", () => {
    const digested = digest(
      turnStarted,
      requested("call_1"),
      requested("call_2"),
      turnFinished("tool_calls"),
      started("call_1"),
      asked,
    );
    const { events, results } = closeCalls(digested, now);
    expect(events).toMatchObject([
      { type: "approval.decided", approvalId: "apr_1", decision: "deny", by: null },
      { type: "tool.finished", callId: "call_1", outcome: "interrupted", durationMs: 5_000 },
      { type: "tool.started", callId: "call_2", input: { path: "a" } },
      { type: "tool.finished", callId: "call_2", outcome: "denied" },
    ]);
    expect(results.map(({ callId, output }) => [callId, output])).toEqual([
      ["call_1", expect.stringContaining("outcome of this call is unknown")],
      ["call_2", expect.stringContaining("Not run")],
    ]);
  });

  it("of a turn that was cut get no end, for they had no beginning", () => {
    const digested = digest(turnStarted, requested("call_1"));
    expect(closeCalls(digested, now)).toEqual({ events: [], results: [] });
    expect(closeInterrupted(digested, now).map(({ type }) => type)).toEqual(["turn.finished"]);
  });
});

it("knows why nobody works on a run", () => {
  const waiting: NewEvent = { type: "run.waiting", approvals: [] };
  const resumed = { type: "run.resumed", checkpointId: null, reason: "decided" } as const;
  expect(digest(turnStarted, turnFinished("tool_calls"), waiting).rest).toBe("waiting");
  expect(digest(turnStarted, turnFinished("tool_calls"), waiting, resumed).rest).toBe("working");
  expect(digest(turnStarted, turnFinished("error")).rest).toBe("model_failed");
  expect(digest(turnStarted).rest).toBe("working");
});
