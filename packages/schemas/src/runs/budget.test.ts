import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Budget, budgetDefaults, resolveBudget } from "#runs/budget.ts";

const anyBudget: fc.Arbitrary<Budget> = fc.record(
  {
    maxTurns: fc.integer({ min: 1, max: 200 }),
    maxToolCalls: fc.integer({ min: 0, max: 10_000 }),
    maxTokens: fc.integer({ min: 1, max: 1_000_000_000 }),
    maxCostUsd: fc.double({ min: 0.000_001, max: 1_000_000, noNaN: true }),
    maxDurationMs: fc.integer({ min: 1_000, max: 86_400_000 }),
    idleTimeoutMs: fc.integer({ min: 1_000, max: 3_600_000 }),
    maxValidationRetries: fc.integer({ min: 0, max: 10 }),
    maxResumeAttempts: fc.integer({ min: 0, max: 20 }),
  },
  { requiredKeys: [] },
);
const limits = Object.keys(Budget.shape) as (keyof Budget)[];

describe("resolveBudget", () => {
  it("C38 is never wider than what the configuration allows, nor than what was asked", () => {
    fc.assert(
      fc.property(anyBudget, anyBudget, (configured, invoked) => {
        const allowed = resolveBudget(configured);
        const resolved = resolveBudget(configured, invoked);
        expect(Budget.parse(resolved)).toEqual(resolved);
        for (const limit of limits) {
          const bounds = [allowed[limit], invoked[limit]].filter((bound) => bound !== undefined);
          expect(resolved[limit]).toBe(bounds.length > 0 ? Math.min(...bounds) : undefined);
        }
      }),
    );
  });

  it("C38 changes nothing when it is asked again", () => {
    fc.assert(
      fc.property(anyBudget, anyBudget, (configured, invoked) => {
        const resolved = resolveBudget(configured, invoked);
        expect(resolveBudget(resolved, invoked)).toEqual(resolved);
      }),
    );
  });

  it("lets a configuration go beyond the defaults, but not an invoke", () => {
    expect(resolveBudget({ maxTurns: 200 }).maxTurns).toBe(200);
    expect(resolveBudget({}, { maxTurns: 200 }).maxTurns).toBe(budgetDefaults.maxTurns);
  });

  it("takes undefined for not set", () => {
    expect(resolveBudget({ maxTurns: undefined }, { maxTokens: undefined })).toEqual(budgetDefaults);
  });
});
