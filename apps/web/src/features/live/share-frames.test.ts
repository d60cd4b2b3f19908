import fc from "fast-check";
import { expect, it } from "vitest";
import { shareFrames } from "./share-frames.ts";

const frameMs = 1000 / 60;
/** What is drawn may rest for two frames, and for what is left of the one in which it ended. */
const framesPerTurn = 3;

/** Frames that the test plays, in which each piece of work takes as long as it says. */
function playedFrames() {
  let now = 0;
  const frames: (() => void)[] = [];
  const rendered: (() => void)[] = [];
  const share = shareFrames({
    nextFrame: (run) => frames.push(run),
    afterFrame: (run) => rendered.push(run),
    nowMs: () => now,
  });
  const done: string[] = [];
  return {
    share,
    nowMs: () => now,
    work: (name: string, takesMs: number) => () => {
      now += takesMs;
      done.push(name);
    },
    /** Plays one frame and tells what was done in it. */
    play() {
      done.length = 0;
      // The next one that the screen shows: those that this work took the time of are gone.
      now = (Math.floor(now / frameMs) + 1) * frameMs;
      for (const run of frames.splice(0)) run();
      for (const run of rendered.splice(0)) run();
      return [...done];
    },
  };
}

it("does all that is quick in one frame, and in each one", () => {
  const { share, work, play } = playedFrames();
  const all = ["a", "b", "c", "d"].map((name) => work(name, 1));
  for (let frame = 0; frame < 10; frame += 1) {
    for (const each of all) share.ask(each);
    expect(play()).toEqual(["a", "b", "c", "d"]);
  }
});

it("gives each a frame of its own once they take long, in their order", () => {
  const { share, work, play } = playedFrames();
  const all = ["a", "b", "c", "d"].map((name) => work(name, 30));
  for (const each of all) share.ask(each);
  play();
  for (const each of all) share.ask(each);
  const frames = Array.from({ length: 4 * framesPerTurn }, play);
  expect(frames.filter(({ length }) => length > 0)).toEqual([["a"], ["b"], ["c"], ["d"]]);
});

it("draws a stream in each frame while that takes no more than its share", () => {
  const { share, work, play } = playedFrames();
  const turn = work("a", 11);
  for (let frame = 0; frame < 60; frame += 1) {
    share.ask(turn);
    expect(play()).toEqual(["a"]);
  }
});

it("leaves frames to others when turns take more than their share of the time", () => {
  const { share, work, play, nowMs } = playedFrames();
  const turns = ["a", "b", "c", "d"].map((name) => work(name, 14));
  let drawn = 0;
  for (let frame = 0; frame < 600; frame += 1) {
    for (const turn of turns) share.ask(turn);
    drawn += play().length;
  }
  const part = (drawn * 14) / nowMs();
  expect(part).toBeGreaterThan(0.64);
  expect(part).toBeLessThan(0.68);
});

it("goes on soon after a turn that took very long", () => {
  const { share, work, play } = playedFrames();
  share.ask(work("a", 1_000));
  play();
  share.ask(work("b", 1));
  const frames = Array.from({ length: framesPerTurn }, play);
  expect(frames.flat()).toEqual(["b"]);
});

it("does nothing that was taken back", () => {
  const { share, work, play } = playedFrames();
  const takeBack = share.ask(work("a", 1));
  share.ask(work("b", 1));
  takeBack();
  expect(play()).toEqual(["b"]);
});

it("draws each stream within a few frames for each that there is, whatever each takes, and all of them to their end", () => {
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
        expect(Math.max(...waited)).toBeLessThan(count * framesPerTurn);
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
      for (let rest = 0; rest < count * framesPerTurn; rest += 1) playOne();
      expect(drawn).toEqual(came);
    }),
  );
});
