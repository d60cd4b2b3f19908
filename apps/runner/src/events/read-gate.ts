/**
 * Where the streams of many models wait to be read on. While one group of events is being stored, or waits for its time,
 * what comes can go with the next one at the earliest: so each stream is read once for each flush, in one go, which takes
 * a fraction of the work of reading it piece by piece.
 */
export type ReadGate = {
  /** Null: read on now. */
  pass(): Promise<void> | null;
  /** Each stream that comes from now on waits. */
  close(): void;
  /** Those that wait are read on, once. */
  letThrough(): void;
  open(): void;
  readonly isAnyWaiting: boolean;
};

/** Nobody waits longer, whatever becomes of the flush. */
const longestWaitMs = 100;

export function createReadGate(): ReadGate {
  let isClosed = false;
  let waiting: PromiseWithResolvers<void> | null = null;
  let timer: NodeJS.Timeout | undefined;

  function letThrough(): void {
    clearTimeout(timer);
    waiting?.resolve();
    waiting = null;
  }

  return {
    pass: () => {
      if (!isClosed) return null;
      if (!waiting) {
        waiting = Promise.withResolvers();
        timer = setTimeout(letThrough, longestWaitMs);
      }
      return waiting.promise;
    },
    close: () => {
      isClosed = true;
    },
    letThrough,
    open: () => {
      isClosed = false;
      letThrough();
    },
    get isAnyWaiting() {
      return waiting !== null;
    },
  };
}
