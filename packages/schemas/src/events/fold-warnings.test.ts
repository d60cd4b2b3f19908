import { expect, it } from "vitest";
import type { NewEvent } from "#events/event.ts";
import { foldWarnings, type RunWarning } from "#events/fold-warnings.ts";

const envelope = { sessionId: "ses_1", at: "2026-11-21T09:00:00.000Z" };
const ignored = { type: "warning", code: "parameter_ignored", message: "Seed is not taken." } as const;

function fold(events: readonly (readonly [runId: string | null, event: NewEvent])[]): readonly RunWarning[] {
  return events
    .map(([runId, event], at) => ({ ...event, ...envelope, runId, seq: at + 1 }))
    .reduce<readonly RunWarning[]>(foldWarnings, []);
}

it("keeps what each run warns of, each thing once, in the order of the log", () => {
  const missing = { type: "warning", code: "model_missing", message: "a/b is passed over." } as const;
  expect(
    fold([
      ["run_1", missing],
      ["run_1", ignored],
      ["run_1", { type: "run.queued", position: 1 }],
      ["run_1", missing],
      ["run_2", ignored],
    ]),
  ).toEqual([
    { runId: "run_1", code: "model_missing", message: "a/b is passed over." },
    { runId: "run_1", code: "parameter_ignored", message: "Seed is not taken." },
    { runId: "run_2", code: "parameter_ignored", message: "Seed is not taken." },
  ]);
});

it("changes nothing for what is no warning of a run", () => {
  const known: readonly RunWarning[] = [];
  expect(foldWarnings(known, { ...ignored, ...envelope, runId: null, seq: 1 })).toBe(known);
});
