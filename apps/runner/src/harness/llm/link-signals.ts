/** A signal that follows several others until it is disposed of, and is then aborted itself. */
export type LinkedSignal = Disposable & { readonly signal: AbortSignal };

/** `AbortSignal.any` would hold on to every call of a long-lived signal until that one is collected. */
export function linkSignals(...signals: readonly AbortSignal[]): LinkedSignal {
  const controller = new AbortController();
  const abort = () => controller.abort(cutReason);
  for (const signal of signals) {
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
  }
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      for (const signal of signals) signal.removeEventListener("abort", abort);
      abort();
    },
  };
}

/** One for all: every call ends with an abort, and making its default reason is a tenth of a call's own work. */
const cutReason = new DOMException("The call was cut.", "AbortError");
