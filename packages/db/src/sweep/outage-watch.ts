export type OutageWatch = {
  /** The database has stored a heartbeat. */
  answered(): void;
  /** It has not. */
  failed(): void;
  /**
   * Whether an old heartbeat of another runner means that it is gone. Not while the database does not answer, nor for one
   * lease afterwards: it may have stood still for everybody, or this process may have.
   */
  canJudgeOthers(): boolean;
};

type OutageWatchOptions = {
  readonly leaseMs: number;
  readonly intervalMs: number;
  /** A clock that never goes back, in milliseconds. */
  readonly clock: () => number;
};

/**
 * Watches this process's own heartbeats for gaps. While they come closer together than a lease less one interval, every
 * other living runner had the chance to keep its lease too.
 */
export function createOutageWatch({ leaseMs, intervalMs, clock }: OutageWatchOptions): OutageWatch {
  const longestGapMs = leaseMs - intervalMs;
  let lastAt = Number.NEGATIVE_INFINITY;
  let since: number | null = null;
  return {
    answered: () => {
      const now = clock();
      if (since === null || now - lastAt > longestGapMs) since = now;
      lastAt = now;
    },
    failed: () => {
      since = null;
    },
    canJudgeOthers: () => {
      const now = clock();
      return since !== null && now - lastAt <= longestGapMs && now - since >= leaseMs;
    },
  };
}
