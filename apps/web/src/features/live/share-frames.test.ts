import { expect, it } from "vitest";
import { shareFrames } from "./share-frames.ts";

/** Frames that the test plays, in which each piece of work takes as long as it says. */
function playedFrames() {
  let now = 0;
  let frame: (() => void) | undefined;
  let after: (() => void) | undefined;
  const share = shareFrames({
    nextFrame: (run) => {
      frame = run;
    },
    afterFrame: (run) => {
      after = run;
    },
    nowMs: () => now,
  });
  const done: string[] = [];
  return {
    share,
    done,
    work: (name: string, takesMs: number) => () => {
      now += takesMs;
      done.push(name);
    },
    /** Plays one frame and tells what was done in it. */
    play() {
      done.length = 0;
      const run = frame;
      frame = undefined;
      run?.();
      after?.();
      return [...done];
    },
  };
}

it("does all that is quick in one frame", () => {
  const { share, work, play } = playedFrames();
  for (const name of ["a", "b", "c", "d"]) share.ask(work(name, 1));
  expect(play()).toEqual(["a", "b", "c", "d"]);
});

it("gives each a frame of its own once they take long, in their order", () => {
  const { share, work, play } = playedFrames();
  const all = ["a", "b", "c", "d"].map((name) => work(name, 30));
  for (const each of all) share.ask(each);
  play();
  for (const each of all) share.ask(each);
  expect([play(), play(), play(), play(), play()]).toEqual([["a"], ["b"], ["c"], ["d"], []]);
});

it("does nothing that was taken back", () => {
  const { share, work, play } = playedFrames();
  const takeBack = share.ask(work("a", 1));
  share.ask(work("b", 1));
  takeBack();
  expect(play()).toEqual(["b"]);
});
