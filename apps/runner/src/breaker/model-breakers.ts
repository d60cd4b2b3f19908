import {
  admitCall,
  type BreakerState,
  type CallOutcome,
  closedBreaker,
  type Refusal,
  settleCall,
} from "#breaker/model-breaker.ts";

/** The right to make one call. The first thing told about it counts. */
export type CallPass = { readonly kind: "admitted"; settle(outcome: CallOutcome): void };

/** One breaker for each model of each project's providers, in this process. */
export type ModelBreakers = { enter(projectId: string, modelRef: string): CallPass | Refusal };

type ModelBreakersOptions = {
  /** A clock that never goes back, in milliseconds. */
  readonly clock: () => number;
  readonly metrics: { breakerOpened(modelRef: string): void; breakerRefused(modelRef: string): void };
};

export function createModelBreakers({ clock, metrics }: ModelBreakersOptions): ModelBreakers {
  /** Only those that are not closed, or have failed: a model that works takes no place. */
  const states = new Map<string, BreakerState>();

  function set(key: string, state: BreakerState): void {
    if (state.kind === "closed" && state.failures === 0) states.delete(key);
    else states.set(key, state);
  }

  return {
    enter: (projectId, modelRef) => {
      const key = `${projectId} ${modelRef}`;
      const { state, admission } = admitCall(states.get(key) ?? closedBreaker, clock());
      set(key, state);
      if (admission.kind === "refused") {
        if (admission.until !== null) metrics.breakerRefused(modelRef);
        return admission;
      }
      let isSettled = false;
      return {
        kind: "admitted",
        settle: (outcome) => {
          if (isSettled) return;
          isSettled = true;
          const before = states.get(key) ?? closedBreaker;
          const after = settleCall(before, { outcome, isProbe: admission.isProbe }, clock());
          if (after.kind === "open" && before.kind !== "open" && outcome === "failed")
            metrics.breakerOpened(modelRef);
          set(key, after);
        },
      };
    },
  };
}
