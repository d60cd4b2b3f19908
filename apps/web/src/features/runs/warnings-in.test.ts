import type { SlipwayEvent } from "@slipway/schemas/events/event";
import { expect, it } from "vitest";
import { warningsIn } from "./warnings-in.ts";

function warning(seq: number, message: string): SlipwayEvent {
  const where = { seq, at: "2026-01-01T00:00:00.000Z", runId: "run_1", sessionId: "ses_1" };
  return { ...where, type: "warning", code: "parameter_ignored", message };
}

it("tells each warning once, in the order in which they came", () => {
  expect(warningsIn([warning(1, "No seed."), warning(2, "No stop."), warning(3, "No seed.")])).toEqual([
    "No seed.",
    "No stop.",
  ]);
  expect(warningsIn([])).toEqual([]);
});
