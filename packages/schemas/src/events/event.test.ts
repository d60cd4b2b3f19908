import { expect, it } from "vitest";
import { eventPayloads, eventTypes, parseEvent } from "#events/event.ts";

const envelope = { seq: 1, sessionId: "ses_1", runId: "run_1", at: "2026-11-21T09:00:00.000Z" };
const delta = { ...envelope, type: "text.delta", blockId: "blk_1", delta: "Hi" };

it("declares exactly the event types that the API documents", () => {
  expect(eventTypes.toSorted()).toEqual(
    [
      ["message.created", "run.queued", "run.started", "run.resumed", "run.waiting", "run.finished"],
      ["turn.started", "turn.finished", "text.started", "text.delta", "text.finished"],
      ["reasoning.started", "reasoning.delta", "reasoning.finished", "tool.requested"],
      ["tool.started", "tool.progress", "tool.finished", "approval.requested", "approval.decided"],
      ["checkpoint.saved", "checkpoint.failed", "retry.scheduled", "validation.retried"],
      ["gate.started", "gate.finished", "review.started", "review.finished"],
      ["context.compacted", "memory.injected", "memory.stored", "file.changed"],
      ["budget.warned", "budget.exhausted", "warning", "session.forked"],
    ]
      .flat()
      .toSorted(),
  );
});

it("lets no payload hide a field of the envelope", () => {
  for (const payload of Object.values(eventPayloads))
    expect(Object.keys(payload).filter((name) => name in envelope || name === "type")).toEqual([]);
});

it("C36 reads an event that it knows, and answers null for one that is unknown or broken", () => {
  expect(parseEvent(delta)).toEqual(delta);
  const broken = [
    { ...delta, type: "text.sung" },
    { ...delta, delta: 7 },
    { ...delta, seq: 0 },
    { ...delta, sessionId: "run_1" },
    { ...delta, type: "__proto__" },
    "text",
    null,
    [],
  ];
  expect(broken.map(parseEvent)).toEqual(broken.map(() => null));
});
