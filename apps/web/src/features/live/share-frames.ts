/** So much of a frame of 16 ms goes into what streams: the rest is for the person's own doing, and for painting. */
const shareMs = 8;

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
 * four on a slow machine each in every fourth, so that none of them holds up the page for long.
 */
export function shareFrames({ nextFrame, afterFrame, nowMs }: FrameClock): FrameShare {
  const waiting = new Set<() => void>();
  let costMs = 1;
  let isAsked = false;

  function askFrame() {
    if (isAsked || waiting.size === 0) return;
    isAsked = true;
    nextFrame(work);
  }
  function work() {
    const turns = [...waiting].slice(0, Math.max(1, Math.floor(shareMs / costMs)));
    const beganMs = nowMs();
    for (const turn of turns) {
      waiting.delete(turn);
      turn();
    }
    afterFrame(() => {
      if (turns.length > 0) costMs = costMs * 0.7 + ((nowMs() - beganMs) / turns.length) * 0.3;
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
