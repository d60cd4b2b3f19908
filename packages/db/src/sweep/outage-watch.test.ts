import { expect, it } from "vitest";
import { createOutageWatch } from "#sweep/outage-watch.ts";

function givenWatch() {
  let now = 0;
  const watch = createOutageWatch({ leaseMs: 10_000, intervalMs: 3_000, clock: () => now });
  const beatFor = (ms: number) => {
    for (const end = now + ms; now < end; now += 3_000) watch.answered();
  };
  const pass = (ms: number) => {
    now += ms;
  };
  return { watch, beatFor, pass };
}

it("judges nobody before it has heard the database for one lease", () => {
  const { watch, beatFor, pass } = givenWatch();
  expect(watch.canJudgeOthers()).toBe(false);
  beatFor(9_000);
  expect(watch.canJudgeOthers()).toBe(false);
  watch.answered();
  pass(1_000);
  expect(watch.canJudgeOthers()).toBe(true);
});

it("judges nobody for one lease after the database was away", () => {
  const { watch, beatFor } = givenWatch();
  beatFor(12_000);
  expect(watch.canJudgeOthers()).toBe(true);
  watch.failed();
  expect(watch.canJudgeOthers()).toBe(false);
  beatFor(9_000);
  expect(watch.canJudgeOthers()).toBe(false);
  beatFor(3_000);
  expect(watch.canJudgeOthers()).toBe(true);
});

it("judges nobody when it wakes from standing still, though no heartbeat failed", () => {
  const { watch, beatFor, pass } = givenWatch();
  beatFor(12_000);
  pass(8_000);
  expect(watch.canJudgeOthers()).toBe(false);
  watch.answered();
  expect(watch.canJudgeOthers()).toBe(false);
  beatFor(12_000);
  expect(watch.canJudgeOthers()).toBe(true);
});
