import { expect, it } from "vitest";
import { runInTurns } from "./run-in-turns.ts";

/** Items whose work ends when the test says so. */
function begun() {
  const ends = new Map<number, () => void>();
  const work = (item: number) => new Promise<void>((resolve) => void ends.set(item, resolve));
  return { ends, work };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

it("works on a few at a time, in order", async () => {
  const { ends, work } = begun();
  const done = runInTurns([1, 2, 3, 4], { atOnce: 2, signal: new AbortController().signal, work });
  expect([...ends.keys()]).toEqual([1, 2]);
  ends.get(2)?.();
  await settle();
  expect([...ends.keys()]).toEqual([1, 2, 3]);
  for (const item of [1, 3]) ends.get(item)?.();
  await settle();
  ends.get(4)?.();
  await done;
});

it("begins nothing more once it is stopped", async () => {
  const { ends, work } = begun();
  const stop = new AbortController();
  const done = runInTurns([1, 2, 3], { atOnce: 1, signal: stop.signal, work });
  stop.abort();
  ends.get(1)?.();
  await done;
  expect([...ends.keys()]).toEqual([1]);
});
