import { emptyTranscript } from "@slipway/schemas/events/fold-messages";
import type { Message } from "@slipway/schemas/messages/message";
import type { Run } from "@slipway/schemas/runs/run";
import { buildRun } from "@slipway/schemas/runs/test/build-run";
import { expect, it } from "vitest";
import { planOutgoing } from "./plan-outgoing.ts";

const said = (runId: string, text: string): Message => ({
  id: `msg_${runId.slice(4)}`,
  role: "user",
  runId,
  parts: [{ id: "blk_1", state: "done", type: "text", text }],
  createdAt: "2026-11-21T09:00:00.000Z",
});
const viewOf = (runs: readonly Run[], messages: readonly Message[]) => ({
  runs: new Map(runs.map((run) => [run.id, run])),
  transcript: { ...emptyTranscript, messages },
});
const outgoing = (text: string) => ({
  clientMessageId: `c:${text}`,
  text,
  place: "ses_1",
  steers: null,
  sentAt: "2026-11-21T09:00:00.000Z",
  isRetrying: false,
});
const queued = (id: string, text: string) =>
  buildRun({
    id,
    status: "queued",
    finishedAt: null,
    input: { message: text },
    clientMessageId: `c:${text}`,
  });
const shown = (plan: ReturnType<typeof planOutgoing>) => ({
  next: plan.next?.text ?? null,
  queued: plan.queued.map((message) => message.text),
});

it("puts the first message of an idle session into the conversation at once", () => {
  expect(shown(planOutgoing(viewOf([], []), [outgoing("One")]))).toEqual({ next: "One", queued: [] });
});

it("C27 keeps what is typed while a run works in the order in which it was sent", () => {
  const working = buildRun({ id: "run_1", status: "running", finishedAt: null });
  const view = viewOf([queued("run_3", "Two"), working, queued("run_2", "One")], [said("run_1", "Hello")]);
  expect(shown(planOutgoing(view, [outgoing("Three")]))).toEqual({
    next: null,
    queued: ["One", "Two", "Three"],
  });
});

it("shows a message once while its answer, its run and its event arrive in any order", () => {
  const run = queued("run_1", "Hello");
  const sent = [outgoing("Hello")];
  expect(shown(planOutgoing(viewOf([run], []), sent))).toEqual({ next: "Hello", queued: [] });
  expect(shown(planOutgoing(viewOf([], [said("run_1", "Hello")]), sent))).toEqual({ next: null, queued: [] });
  expect(shown(planOutgoing(viewOf([run], [said("run_1", "Hello")]), sent))).toEqual({
    next: null,
    queued: [],
  });
});

it("shows the same words again when they were said before", () => {
  const before = buildRun({ id: "run_1", clientMessageId: "c:other" });
  const view = viewOf([before], [said("run_1", "Go on")]);
  expect(shown(planOutgoing(view, [outgoing("Go on")]))).toEqual({ next: "Go on", queued: [] });
});

it("drops what was cancelled before it started", () => {
  const cancelled = { ...queued("run_1", "Never"), status: "cancelled" as const };
  expect(shown(planOutgoing(viewOf([cancelled], []), []))).toEqual({ next: null, queued: [] });
});

it("shows no message for a run that answers an earlier one's anew, and lets others wait for it", () => {
  const retry = { ...queued("run_2", "Hello"), retryOf: "run_1" };
  const view = viewOf([buildRun({ id: "run_1" }), retry], [said("run_1", "Hello")]);
  expect(shown(planOutgoing(view, [outgoing("Next")]))).toEqual({ next: null, queued: ["Next"] });
});

it("C27 follows the places of the queue, not the times of sending", () => {
  const working = buildRun({ id: "run_1", status: "running", finishedAt: null });
  const waiting = [
    { ...queued("run_2", "One"), queuePosition: 3 },
    { ...queued("run_3", "Two"), queuePosition: 1 },
    { ...queued("run_4", "Three"), queuePosition: 2 },
  ];
  const view = viewOf([working, ...waiting], [said("run_1", "Hello")]);
  expect(shown(planOutgoing(view, [])).queued).toEqual(["Two", "Three", "One"]);
});

it("C27 shows what steers a run until the run has taken it, and never twice", () => {
  const working = buildRun({ id: "run_1", status: "running", finishedAt: null });
  const view = viewOf([working], [said("run_1", "Hello")]);
  const steer = { ...outgoing("Shorter"), steers: "run_1" };
  expect(shown(planOutgoing(view, [steer])).queued).toEqual(["Shorter"]);
  const taken = viewOf([working], [said("run_1", "Hello"), said("run_1", "Shorter")]);
  expect(shown(planOutgoing(taken, [steer])).queued).toEqual([]);
});
