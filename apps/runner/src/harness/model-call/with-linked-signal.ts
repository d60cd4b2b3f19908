/**
 * Runs `work` with a signal that follows several others while it works, and is aborted itself when it has ended:
 * whatever still hangs on it is let go. Not where `isOver` says of its result that nothing does: an abort costs every
 * listener below, above all the clients' own, a hundredth of a short run each.
 *
 * `AbortSignal.any` would hold on to every call of a long-lived signal until that one is collected; a `using`
 * declaration does not parse on Node 22, which macOS may run.
 */
export async function withLinkedSignal<T>(
  signals: readonly AbortSignal[],
  work: (signal: AbortSignal) => Promise<T>,
  isOver: (result: T) => boolean = () => false,
): Promise<T> {
  const controller = new AbortController();
  const abort = () => controller.abort(cutReason);
  for (const signal of signals) {
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
  }
  let hasEnded = false;
  try {
    const result = await work(controller.signal);
    hasEnded = isOver(result);
    return result;
  } finally {
    for (const signal of signals) signal.removeEventListener("abort", abort);
    if (!hasEnded) abort();
  }
}

/** One for all: making a reason takes longer than all else that an abort does. */
export const cutReason = new DOMException("The call was cut.", "AbortError");
