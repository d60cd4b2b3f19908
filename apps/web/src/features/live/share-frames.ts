const frameMs = 16;
/** So much of a frame goes into what streams, where several fit into it. */
const shareMs = 8;
/**
 * So much of all time goes into what streams where one turn takes more than that: the rest is frames in which only the
 * person's own doing is drawn, and in which what came late catches up.
 */
const share = 2 / 3;
/** However long a turn took: a stream that rests for longer seems to have stopped. */
const longestRestMs = 2 * frameMs;

export type FrameShare = {
  /** Does the work in one of the next frames, in the order in which it was asked for. Returns what takes it back. */
  readonly ask: (work: () => void) => () => void;
};

type FrameClock = {
  readonly nextFrame: (run: () => void) => void;
  /** Runs once what was done in this frame is also rendered. */
  readonly afterFrame: (run: () => void) => void;
  readonly nowMs: () => number;
};

/**
 * Gives the work of several streams its turns: as many in one frame as fit into a part of it, going by what the last ones
 * took with everything that was drawn for them, and the others in the frames after. One stream is drawn in every frame;
 * four on a slow machine each in every fourth or fifth, so that none of them holds up the page for long.
 */
export function shareFrames({ nextFrame, afterFrame, nowMs }: FrameClock): FrameShare {
  const waiting = new Set<() => void>();
  let costMs = 1;
  /** By then, what was drawn so far has had no more than its share of the time. */
  let paidMs = Number.NEGATIVE_INFINITY;
  let isAsked = false;

  function askFrame() {
    if (isAsked || waiting.size === 0) return;
    isAsked = true;
    nextFrame(work);
  }
  function work() {
    const beganMs = nowMs();
    // A frame early is in time: otherwise what takes a little more than its share of one would have every second one.
    if (beganMs < paidMs - frameMs) {
      nextFrame(work);
      return;
    }
    const turns = [...waiting].slice(0, Math.max(1, Math.floor(shareMs / costMs)));
    for (const turn of turns) {
      waiting.delete(turn);
      turn();
    }
    afterFrame(() => {
      const endedMs = nowMs();
      const spentMs = endedMs - beganMs;
      if (turns.length > 0) costMs = costMs * 0.7 + (spentMs / turns.length) * 0.3;
      paidMs = Math.min(Math.max(paidMs, beganMs) + spentMs / share, endedMs + longestRestMs);
      isAsked = false;
      askFrame();
    });
  }
  return {
    ask(turn) {
      waiting.add(turn);
      askFrame();
      return () => waiting.delete(turn);
    },
  };
}

/** The frames of this page. */
export function browserFrames(): FrameShare {
  const { port1, port2 } = new MessageChannel();
  return shareFrames({
    nextFrame: (run) => requestAnimationFrame(run),
    afterFrame(run) {
      port1.onmessage = run;
      port2.postMessage(null);
    },
    nowMs: () => performance.now(),
  });
}
