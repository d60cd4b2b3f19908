/** What is known of one model of one provider. Times are of a clock that never goes back, in milliseconds. */
export type BreakerState =
  /** It is asked. `failures`: calls that failed since one was answered. */
  | { readonly kind: "closed"; readonly failures: number }
  /** It is left alone until then; the first call after that is a probe. */
  | { readonly kind: "open"; readonly until: number }
  /** A probe is on its way: nobody else calls. */
  | { readonly kind: "half_open" };

export type Admission = { readonly kind: "admitted"; readonly isProbe: boolean } | Refusal;

/** `until`: when the model is tried again; null: a probe is on its way and decides soon. */
export type Refusal = { readonly kind: "refused"; readonly retryInMs: number; readonly until: number | null };

/**
 * How a call went, as far as it tells whether the model can be reached: `answered` by anything that came from it, a
 * refusal of the request included; `neither` when it was cut from our side before anything came.
 */
export type CallOutcome = "answered" | "failed" | "neither";

export const closedBreaker: BreakerState = { kind: "closed", failures: 0 };

const failuresToOpen = 3;
export const openMs = 30_000;
/** How soon to ask again while a probe is on its way. */
const probingMs = 250;

/** Whether the model may be called now. */
export function admitCall(
  state: BreakerState,
  now: number,
): { readonly state: BreakerState; readonly admission: Admission } {
  switch (state.kind) {
    case "closed":
      return { state, admission: { kind: "admitted", isProbe: false } };
    case "open":
      return now < state.until
        ? { state, admission: { kind: "refused", retryInMs: state.until - now, until: state.until } }
        : { state: { kind: "half_open" }, admission: { kind: "admitted", isProbe: true } };
    case "half_open":
      return { state, admission: { kind: "refused", retryInMs: probingMs, until: null } };
  }
}

/** What a call that was admitted has shown. A call that began before the breaker opened does not prolong it. */
export function settleCall(
  state: BreakerState,
  { outcome, isProbe }: { readonly outcome: CallOutcome; readonly isProbe: boolean },
  now: number,
): BreakerState {
  if (outcome === "answered") return closedBreaker;
  if (isProbe && state.kind === "half_open") {
    return { kind: "open", until: outcome === "failed" ? now + openMs : now };
  }
  if (outcome === "neither" || state.kind !== "closed") return state;
  const failures = state.failures + 1;
  return failures >= failuresToOpen ? { kind: "open", until: now + openMs } : { kind: "closed", failures };
}
