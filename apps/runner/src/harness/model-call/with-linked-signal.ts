/**
 * Runs `work` with a signal that follows several others while it works, and is aborted itself when it has ended,
 * however: whatever still hangs on it is let go.
 *
 * `AbortSignal.any` would hold on to every call of a long-lived signal until that one is collected; a `using`
 * declaration does not parse on Node 22, which macOS may run.
 */
export async function withLinkedSignal<T>(
  signals: readonly AbortSignal[],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const abort = () => controller.abort(cutReason);
  for (const signal of signals) {
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
  }
  try {
    return await work(controller.signal);
  } finally {
    for (const signal of signals) signal.removeEventListener("abort", abort);
    abort();
  }
}

/** One for all: every call ends with an abort, and making its default reason is a tenth of a call's own work. */
const cutReason = new DOMException("The call was cut.", "AbortError");
