import type { Message, ToolPart } from "@slipway/schemas/messages/message";
import { buildRun } from "@slipway/schemas/runs/test/build-run";
import { expect, it } from "vitest";
import { activityOf } from "./run-activity.ts";

const started = "2026-11-21T09:00:00.000Z";
const later = "2026-11-21T09:00:08.000Z";

const call = (id: string, overrides: Partial<ToolPart> = {}): ToolPart => ({
  id,
  callId: id,
  state: "open",
  type: "tool",
  name: "bash",
  input: { command: "ls" },
  output: null,
  outcome: null,
  durationMs: null,
  since: later,
  ...overrides,
});

function activity(parts: Message["parts"], overrides: Parameters<typeof buildRun>[0] = {}) {
  const run = buildRun({ status: "running", finishedAt: null, startedAt: started, ...overrides });
  const answer: Message = { id: "msg_1", role: "assistant", runId: run.id, parts, createdAt: started };
  const view = {
    phase: "ready",
    error: null,
    transcript: { messages: [answer], seq: 1 },
    filesChangedAt: 0,
    uploads: 0,
    touched: new Map(),
    figures: { context: null, spent: null },
    olderCursor: null,
    runs: new Map([[run.id, run]]),
    retries: new Map(),
    warnings: [],
    thinking: new Map(),
  } as const;
  const found = activityOf(view);
  return found && { words: found.words, since: found.since };
}

it("says which tool runs and since when, or how many do", () => {
  expect(activity([call("a")])).toEqual({ words: "Running bash", since: later });
  expect(activity([call("a"), call("b", { since: started })])).toEqual({
    words: "Running 2 tools",
    since: started,
  });
});

it("says what the model is at between tools", () => {
  const { since: _, ...written } = call("a", { input: null, inputText: "{" });
  const done = call("a", { state: "done", outcome: "ok", durationMs: 3 });
  expect(activity([written])?.words).toBe("Preparing bash");
  expect(activity([done])).toEqual({ words: "Waiting for the model", since: started });
  expect(activity([done, { id: "t", state: "open", type: "text", text: "So" }])?.words).toBe("Writing");
});

it("says how many decisions a run waits for, and that it is queued again after the last", () => {
  const approval = { id: "apr_1", callId: "a", tool: "bash", input: {}, reason: "asks", expiresAt: later };
  const waiting = { status: "waiting", pendingApprovals: [approval, { ...approval, id: "apr_2" }] } as const;
  expect(activity([], { ...waiting, pendingApprovals: [...waiting.pendingApprovals] })?.words).toBe(
    "Waiting for 2 decisions",
  );
  expect(activity([], { status: "queued" })?.words).toBe("Waiting for a runner");
});
