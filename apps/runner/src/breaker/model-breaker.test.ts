import { expect, it } from "vitest";
import {
  admitCall,
  type BreakerState,
  type CallOutcome,
  closedBreaker,
  settleCall,
} from "#breaker/model-breaker.ts";

const afterCalls = (outcomes: readonly CallOutcome[], now = 0): BreakerState =>
  outcomes.reduce<BreakerState>(
    (state, outcome) => settleCall(state, { outcome, isProbe: false }, now),
    closedBreaker,
  );

it("C42 opens after three failures in a row, for 30 seconds", () => {
  expect(afterCalls(["failed", "failed"])).toEqual({ kind: "closed", failures: 2 });
  expect(afterCalls(["failed", "failed", "answered", "failed", "failed"])).toEqual({
    kind: "closed",
    failures: 2,
  });
  const open = afterCalls(["failed", "failed", "failed"]);
  expect(open).toEqual({ kind: "open", until: 30_000 });
  expect(admitCall(open, 10_000).admission).toEqual({ kind: "refused", retryInMs: 20_000, until: 30_000 });
});

it("C42 lets one probe through when its time is over, and asks the others to wait for it", () => {
  const { state, admission } = admitCall({ kind: "open", until: 30_000 }, 30_000);
  expect(admission).toEqual({ kind: "admitted", isProbe: true });
  expect(admitCall(state, 30_001).admission).toMatchObject({ kind: "refused", until: null });
  const settle = (outcome: CallOutcome) => settleCall(state, { outcome, isProbe: true }, 31_000);
  expect(settle("answered")).toEqual(closedBreaker);
  expect(settle("failed")).toEqual({ kind: "open", until: 61_000 });
  // The probe was cancelled by a person: the next call probes.
  expect(admitCall(settle("neither"), 31_000).admission).toEqual({ kind: "admitted", isProbe: true });
});

it("is not kept open by calls that began before it opened, and closes when one of them is answered", () => {
  const open: BreakerState = { kind: "open", until: 30_000 };
  expect(settleCall(open, { outcome: "failed", isProbe: false }, 5_000)).toEqual(open);
  expect(settleCall(open, { outcome: "neither", isProbe: false }, 5_000)).toEqual(open);
  expect(settleCall(open, { outcome: "answered", isProbe: false }, 5_000)).toEqual(closedBreaker);
});
