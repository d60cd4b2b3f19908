import { expect, it } from "vitest";
import { createPacer } from "#model-server/delivery/pacer.ts";

it("calls every action once, in the order of the due times, and never early", async () => {
  const pacer = createPacer();
  const start = pacer.now();
  // A fixed scramble of 0 … 499: 7 and 500 have no common factor.
  const delays = Array.from({ length: 500 }, (_, index) => ((index * 7) % 500) / 5);
  const fired: { dueAtMs: number; lateByMs: number }[] = [];
  await new Promise<void>((resolve) => {
    for (const delay of delays) {
      const dueAtMs = start + delay;
      pacer.at(dueAtMs, () => {
        fired.push({ dueAtMs, lateByMs: pacer.now() - dueAtMs });
        if (fired.length === delays.length) resolve();
      });
    }
  });
  expect(fired.map((entry) => entry.dueAtMs)).toEqual(
    delays.map((delay) => start + delay).sort((a, b) => a - b),
  );
  expect(fired.filter((entry) => entry.lateByMs < 0)).toEqual([]);
});

it("lets an action schedule the next one, and forgets all when it is closed", async () => {
  const pacer = createPacer();
  const order: string[] = [];
  await new Promise<void>((resolve) => {
    pacer.at(pacer.now() + 5, () => {
      order.push("first");
      pacer.at(pacer.now(), () => {
        order.push("second");
        pacer.at(pacer.now() + 1, () => order.push("never"));
        pacer.close();
        resolve();
      });
    });
  });
  const later = createPacer();
  await new Promise<void>((resolve) => later.at(later.now() + 20, resolve));
  expect(order).toEqual(["first", "second"]);
});
