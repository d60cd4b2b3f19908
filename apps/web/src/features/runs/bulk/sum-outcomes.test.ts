import type { RunOutcome } from "@slipway/schemas/public-api/bulk-runs";
import { expect, it } from "vitest";
import { sumOutcomes } from "./sum-outcomes.ts";

const refused = (runId: string, message: string): RunOutcome => {
  return { runId, outcome: "refused", error: { code: "conflict", message } };
};

it("says how many were cancelled, how many are stopping, and why others could not be", () => {
  const outcomes: RunOutcome[] = [
    refused("run_1", "Gone."),
    refused("run_2", "It had ended."),
    refused("run_3", "It had ended."),
    { runId: "run_4", outcome: "cancelled" },
    { runId: "run_5", outcome: "stopping" },
  ];
  expect(sumOutcomes("cancel", outcomes)).toEqual({
    title: "1 cancelled, 1 stopping, 3 could not be",
    refusals: [
      { reason: "It had ended.", runIds: ["run_2", "run_3"] },
      { reason: "Gone.", runIds: ["run_1"] },
    ],
  });
});

it("says so when nothing was retried, and nothing more when all were", () => {
  expect(sumOutcomes("retry", [refused("run_1", "No.")]).title).toBe("None retried, 1 could not be");
  const all: RunOutcome[] = [{ runId: "run_1", outcome: "retried", newRunId: "run_2" }];
  expect(sumOutcomes("retry", all)).toEqual({ title: "1 retried", refusals: [] });
});
