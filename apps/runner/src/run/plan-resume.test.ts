import { digestRun, type RunDigest } from "@slipway/schemas/events/digest-run";
import type { NewEvent, SlipwayEvent } from "@slipway/schemas/events/event";
import { expect, it } from "vitest";
import { planResume } from "#run/plan-resume.ts";

const at = "2026-11-21T09:00:00.000Z";
const now = new Date(at);
const started: NewEvent = { type: "turn.started", turn: 1, model: "a/b", messageId: "msg_1" };

function log(...events: readonly NewEvent[]): RunDigest {
  return digestRun(
    events.map(
      (event, index): SlipwayEvent => ({ seq: index + 1, sessionId: "ses_1", runId: "run_1", at, ...event }),
    ),
  );
}

it("keeps for the model what a cut turn had shown, also in blocks that were finished", () => {
  const past = log(
    started,
    { type: "text.started", blockId: "1" },
    { type: "text.delta", blockId: "1", delta: "One. " },
    { type: "text.finished", blockId: "1", text: "One. " },
    { type: "text.started", blockId: "2" },
    { type: "text.delta", blockId: "2", delta: "Tw" },
  );
  expect(planResume(2, past, now)).toMatchObject({
    kind: "continue",
    isCut: true,
    shown: "One. Tw",
    texts: ["One. ", "Tw"],
  });
  expect(planResume(2, past, now).events.map((event) => event.type)).toEqual([
    "text.finished",
    "turn.finished",
    "run.resumed",
  ]);
});

it("begins anew where the model was not asked yet", () => {
  const past = log({ type: "run.started", attempt: 1, model: "a/b", revision: 1 });
  expect(planResume(2, past, now)).toMatchObject({ kind: "begin", events: [{ type: "run.resumed" }] });
  expect(planResume(1, log(), now)).toEqual({ kind: "begin", events: [] });
});
