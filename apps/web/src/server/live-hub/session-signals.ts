/** What of a session can change without a word in its log. */
export const sessionSignals = ["queue", "files"] as const;
export type SessionSignal = (typeof sessionSignals)[number];

type OnSignal = (signal: SessionSignal) => void;

/** Tells whoever follows a session what they have to fetch again. */
export class SessionSignals {
  readonly #watchers = new Map<string, Set<OnSignal>>();

  watch(sessionId: string, onSignal: OnSignal): () => void {
    const watchers = this.#watchers.get(sessionId) ?? new Set();
    this.#watchers.set(sessionId, watchers.add(onSignal));
    return () => {
      watchers.delete(onSignal);
      if (watchers.size === 0 && this.#watchers.get(sessionId) === watchers) this.#watchers.delete(sessionId);
    };
  }

  changed(sessionId: string, what: string): void {
    const signal = sessionSignals.find((known) => known === what);
    if (!signal) return;
    for (const onSignal of this.#watchers.get(sessionId) ?? []) onSignal(signal);
  }

  /** Notifications may have been lost. */
  gap(): void {
    for (const sessionId of this.#watchers.keys())
      for (const signal of sessionSignals) this.changed(sessionId, signal);
  }
}
