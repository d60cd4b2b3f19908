/** Work that nobody waits for: it is done, in order, a moment later, when what somebody waits for has had its turn. */
export type Afterwork = {
  add(work: () => void): void;
  /** Does all of it now. */
  finish(): void;
};

type CreateAfterwork = {
  /** A piece of work failed; the next ones are done all the same. */
  readonly onError: (error: unknown) => void;
  readonly delayMs?: number;
};

/** About as long as what a quick run does between its model's answer and its end. */
const defaultDelayMs = 20;
/** Then it makes room for whatever has come meanwhile. */
const sliceMs = 3;
/** More than this is never put off: memory is not for what nobody waits for. */
const mostWaiting = 20_000;

export function createAfterwork({ onError, delayMs = defaultDelayMs }: CreateAfterwork): Afterwork {
  let waiting: (() => void)[] = [];
  let isDue = false;

  function attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      onError(error);
    }
  }

  function finish(): void {
    const all = waiting;
    waiting = [];
    for (const work of all) attempt(work);
  }

  function workSlice(): void {
    const until = performance.now() + sliceMs;
    const now = waiting;
    // What the work itself adds comes behind.
    waiting = [];
    let done = 0;
    for (const work of now) {
      attempt(work);
      done += 1;
      if (performance.now() >= until) break;
    }
    waiting = [...now.slice(done), ...waiting];
    if (waiting.length > 0) setImmediate(workSlice);
    else isDue = false;
  }

  return {
    add: (work) => {
      waiting.push(work);
      if (waiting.length >= mostWaiting) finish();
      if (isDue) return;
      isDue = true;
      setTimeout(workSlice, delayMs).unref();
    },
    finish,
  };
}
