import fc from "fast-check";
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

it("draws each stream within as many frames as there are streams, whatever each takes, and all of them to their end", () => {
  const streams = fc.integer({ min: 1, max: 6 });
  const frame = fc.record({
    comes: fc.array(fc.nat({ max: 5 }), { maxLength: 12 }),
    takesMs: fc.integer({ min: 0, max: 60 }),
  });
  fc.assert(
    fc.property(streams, fc.array(frame, { maxLength: 40 }), (count, frames) => {
      const { share, work, play } = playedFrames();
      let takesMs = 0;
      const came = Array.from({ length: count }, () => 0);
      const drawn = [...came];
      const waited = [...came];
      const turns = came.map((_, at) => () => {
        work(String(at), takesMs)();
        drawn[at] = came[at] ?? 0;
        waited[at] = 0;
      });
      const playOne = () => {
        play();
        for (const at of came.keys()) {
          if (drawn[at] !== came[at]) waited[at] = (waited[at] ?? 0) + 1;
        }
        expect(Math.max(...waited)).toBeLessThan(count);
      };
      for (const { comes, takesMs: takes } of frames) {
        takesMs = takes;
        for (const at of comes.map((each) => each % count)) {
          came[at] = (came[at] ?? 0) + 1;
          const turn = turns[at];
          if (turn) share.ask(turn);
        }
        playOne();
      }
      for (const _ of came) playOne();
      expect(drawn).toEqual(came);
    }),
  );
});
