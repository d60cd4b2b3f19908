import { expect, it } from "vitest";
import { createReadGate } from "#events/read-gate.ts";

it("lets those that wait through once, and all when it is open", async () => {
  const gate = createReadGate();
  expect(gate.pass()).toBeNull();
  gate.close();
  const first = gate.pass();
  expect(gate.isAnyWaiting).toBe(true);
  gate.letThrough();
  await first;
  expect(gate.isAnyWaiting).toBe(false);
  const second = gate.pass();
  expect(second).not.toBeNull();
  gate.open();
  await second;
  expect(gate.pass()).toBeNull();
});

it("keeps nobody waiting for long, whatever becomes of the flush", async () => {
  const gate = createReadGate();
  gate.close();
  await gate.pass();
  expect(gate.isAnyWaiting).toBe(false);
});
