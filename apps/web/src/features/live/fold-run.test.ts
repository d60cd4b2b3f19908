import type { EventPayload, EventType, SlipwayEvent } from "@slipway/schemas/events/event";
import { buildRun } from "@slipway/schemas/runs/test/build-run";
import { expect, it } from "vitest";
import { foldRun } from "./fold-run.ts";

const at = "2026-11-21T09:00:00.000Z";
const approval = (id: string) => ({
  id,
  callId: `call_${id}`,
  tool: "bash",
  input: { command: "ls" },
  reason: "The rules ask.",
  expiresAt: at,
});

function event<T extends EventType>(type: T, payload: EventPayload<T>): SlipwayEvent {
  return { seq: 1, sessionId: "ses_1", runId: "run_1", at, type, ...payload } as SlipwayEvent;
}
const decided = (id: string) =>
  event("approval.decided", {
    approvalId: id,
    callId: `call_${id}`,
    decision: "allow",
    by: null,
    reason: null,
  });

it("keeps the decisions that a run waits for, and lets it go on with the last of them", () => {
  const running = buildRun({ status: "running", stopReason: null, finishedAt: null });
  const log = [
    event("approval.requested", { approval: approval("apr_1") }),
    event("approval.requested", { approval: approval("apr_2") }),
    event("run.waiting", { approvals: [approval("apr_1"), approval("apr_2")] }),
    decided("apr_1"),
    decided("apr_2"),
    event("run.resumed", { checkpointId: null, reason: "decided" }),
  ];
  let run = running;
  const states = log.map((each) => {
    run = foldRun(run, each);
    return [run.status, run.pendingApprovals.map(({ id }) => id).join(" ")];
  });
  expect(states).toEqual([
    ["running", "apr_1"],
    ["running", "apr_1 apr_2"],
    ["waiting", "apr_1 apr_2"],
    ["waiting", "apr_2"],
    ["queued", ""],
    ["running", ""],
  ]);
});

it("changes nothing of a run that has ended", () => {
  const ended = buildRun({});
  expect(foldRun(ended, decided("apr_1"))).toBe(ended);
});
