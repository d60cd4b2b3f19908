import { setImmediate as nextRound } from "node:timers/promises";
import { expect, it } from "vitest";
import { createAfterwork } from "#telemetry/afterwork.ts";

const given = () => {
  const errors: unknown[] = [];
  const done: number[] = [];
  const all = Promise.withResolvers<void>();
  const afterwork = createAfterwork({ onError: (error) => errors.push(error), delayMs: 1 });
  return { errors, done, all, afterwork };
};

it("does nothing at once, then everything in order, whatever fails", async () => {
  const { errors, done, all, afterwork } = given();
  const fault = new Error("no");
  afterwork.add(() => done.push(1));
  afterwork.add(() => {
    throw fault;
  });
  afterwork.add(() => {
    done.push(2);
    afterwork.add(() => all.resolve());
  });
  expect(done).toEqual([]);
  await all.promise;
  expect(done).toEqual([1, 2]);
  expect(errors).toEqual([fault]);
});

it("makes room for others between slices", async () => {
  const { done, all, afterwork } = given();
  const busyMs = (ms: number) => {
    const until = performance.now() + ms;
    while (performance.now() < until);
  };
  let doneAtTurn = 0;
  for (let work = 1; work <= 4; work += 1) {
    afterwork.add(() => {
      if (work === 1) setImmediate(() => (doneAtTurn = done.length));
      busyMs(5);
      done.push(work);
      if (work === 4) all.resolve();
    });
  }
  await all.promise;
  expect(doneAtTurn).toBe(1);
  expect(done).toEqual([1, 2, 3, 4]);
});

it("does what waits when it is asked to, once", async () => {
  const { done, all, afterwork } = given();
  afterwork.add(() => done.push(1));
  afterwork.finish();
  expect(done).toEqual([1]);
  afterwork.add(() => all.resolve());
  await all.promise;
  await nextRound();
  expect(done).toEqual([1]);
});

it("never lets more wait than memory is meant for", () => {
  const { done, afterwork } = given();
  for (let work = 1; work <= 20_000; work += 1) afterwork.add(() => done.push(work));
  expect(done).toHaveLength(20_000);
});
