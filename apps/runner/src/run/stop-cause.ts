/** Why a run that is at work has to stop before its model is done. */
export type StopCause =
  /** Somebody cancelled it. */
  | { readonly kind: "cancelled" }
  /** It has used up `maxDurationMs`. */
  | { readonly kind: "timeout"; readonly limitMs: number }
  /** Another runner owns it by now. */
  | { readonly kind: "fenced" }
  /** The database refuses its events. */
  | { readonly kind: "unstorable" }
  /** This runner shuts down and its time is up. */
  | { readonly kind: "handover" };

/** Stops a run once, with its first cause. */
export type StopSwitch = {
  readonly signal: AbortSignal;
  stop(cause: StopCause): void;
  cause(): StopCause | null;
};

export function createStopSwitch(): StopSwitch {
  const controller = new AbortController();
  let first: StopCause | null = null;
  return {
    signal: controller.signal,
    stop: (cause) => {
      if (first) return;
      first = cause;
      controller.abort(new Error(`The run stops: ${cause.kind}`));
    },
    cause: () => first,
  };
}
