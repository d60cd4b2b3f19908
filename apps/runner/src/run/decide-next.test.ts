import { noUsage } from "@slipway/schemas/runs/usage";
import { describe, expect, it } from "vitest";
import type { ModelFailure, TurnEnd } from "#harness/harness.ts";
import { decideNext, type TurnOutcome } from "#run/decide-next.ts";

const answered: TurnEnd = { kind: "answered", stopReason: "stop", text: "Hi", usage: null, entries: [] };
const aborted: TurnEnd = { kind: "aborted", usage: null, entries: [] };

function failed(failure: Partial<ModelFailure>): TurnEnd {
  const whole = { kind: "overloaded", message: "Busy", status: 503, retryAfterMs: null, ...failure } as const;
  return { kind: "failed", failure: whole, shown: false, usage: null, entries: [] };
}

function decide(outcome: Partial<TurnOutcome>) {
  return decideNext({
    end: answered,
    shown: false,
    isIdle: false,
    stopCause: null,
    failures: 0,
    silences: 0,
    hasFallback: false,
    spent: { usage: noUsage, costMicroUsd: 0 },
    budget: {},
    durable: false,
    isAgent: false,
    canResume: false,
    ...outcome,
  });
}

describe("an answer", () => {
  it("completes the run, also when a stop came too late for it", () => {
    expect(decide({})).toEqual({ kind: "complete" });
    expect(decide({ stopCause: { kind: "cancelled" } })).toEqual({ kind: "complete" });
  });

  it("does not count where nobody can store it", () => {
    expect(decide({ stopCause: { kind: "fenced" } })).toEqual({ kind: "release", requeue: false });
    expect(decide({ stopCause: { kind: "unstorable" } })).toMatchObject({ kind: "fail", isUnstorable: true });
  });
});

describe("C42 a failure", () => {
  it("is tried again after 0.5, 1 and 2 seconds, then it is the run's", () => {
    const delays = [1, 2, 3].map((failures) => decide({ end: failed({}), failures }));
    expect(delays.map((step) => step.kind === "retry" && step.delayMs)).toEqual([500, 1_000, 2_000]);
    expect(decide({ end: failed({}), failures: 4 })).toMatchObject({
      kind: "fail",
      failure: { error: { code: "provider_overloaded", message: "Busy", retryable: true } },
    });
  });

  it("waits as long as the provider asks, and gives up where that is no retry any more", () => {
    const limited = (retryAfterMs: number) =>
      decide({ end: failed({ kind: "rate_limited", status: 429, retryAfterMs }), failures: 1 });
    expect(limited(2_000)).toMatchObject({ kind: "retry", delayMs: 2_000 });
    expect(limited(3_600_000)).toMatchObject({
      kind: "fail",
      failure: {
        error: { code: "provider_rate_limited", details: { status: 429, retryAfterMs: 3_600_000 } },
      },
    });
  });

  it.each(["unauthorized", "rejected", "too_long", "content_filtered"] as const)(
    "of kind %s is final at once",
    (kind) => {
      expect(decide({ end: failed({ kind }), failures: 1 })).toMatchObject({ kind: "fail" });
    },
  );

  it.each(["unauthorized", "rejected", "too_long"] as const)(
    "of kind %s may not hold for a fallback model",
    (kind) => {
      expect(decide({ end: failed({ kind }), failures: 1, hasFallback: true })).toMatchObject({
        kind: "retry",
        fallBack: true,
        delayMs: 0,
      });
    },
  );

  it("falls back after the retries, never from a provider's filter", () => {
    const hasFallback = true;
    expect(decide({ end: failed({}), failures: 3, hasFallback })).toMatchObject({
      fallBack: false,
      delayMs: 2_000,
    });
    expect(decide({ end: failed({}), failures: 4, hasFallback })).toMatchObject({
      fallBack: true,
      delayMs: 0,
    });
    const filtered = failed({ kind: "content_filtered" });
    expect(decide({ end: filtered, failures: 1, hasFallback })).toMatchObject({ kind: "fail" });
  });

  it("goes on from what was shown", () => {
    expect(decide({ end: failed({ kind: "cut" }), failures: 1, shown: true })).toMatchObject({
      resume: true,
    });
  });

  it("C38 tells the last error when a budget leaves no retry", () => {
    const spent = { usage: { ...noUsage, turns: 1 }, costMicroUsd: 0 };
    const step = decide({ end: failed({}), failures: 1, budget: { maxTurns: 1 }, spent });
    expect(step).toMatchObject({
      kind: "fail",
      failure: { stopReason: "max_turns", error: { message: expect.stringContaining("Busy") } },
      exhausted: { limit: "maxTurns", current: 1, allowed: 1 },
    });
  });
});

it("C43 asks a silent model again at once, then after five seconds, then falls back or fails", () => {
  const silent = (silences: number, hasFallback = false) =>
    decide({ end: aborted, isIdle: true, silences, hasFallback, budget: { idleTimeoutMs: 1_000 } });
  expect(silent(1)).toMatchObject({ kind: "retry", delayMs: 0, fallBack: false });
  expect(silent(2)).toMatchObject({ kind: "retry", delayMs: 5_000, fallBack: false });
  expect(silent(3)).toMatchObject({
    kind: "fail",
    failure: { stopReason: "idle_timeout", error: { retryable: true } },
  });
  expect(silent(3, true)).toMatchObject({ kind: "retry", fallBack: true });
});
