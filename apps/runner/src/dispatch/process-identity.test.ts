import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { hasEnded, ownProcess, readMachine } from "#dispatch/process-identity.ts";

const machine = readMachine();

it.runIf(machine)("knows that this process lives, and that an ended one does not", async () => {
  const own = ownProcess() ?? "";
  expect(hasEnded(own, machine ?? "")).toBe(false);
  const child = spawn(process.execPath, ["-e", ""], { stdio: "ignore" });
  await once(child, "exit");
  expect(hasEnded(`${machine}/${child.pid}/1`, machine ?? "")).toBe(true);
});

it.runIf(machine)("takes a pid that was given away since for an ended process", () => {
  const own = ownProcess() ?? "";
  const reused = own.replace(/\d+$/, (startedAt) => String(Number(startedAt) - 1));
  expect(hasEnded(reused, machine ?? "")).toBe(true);
});

it("judges nobody of another machine, nor what it cannot read", () => {
  for (const name of ["other:pid:[1]/999999999/1", "", `${machine}/`, `${machine}/0/1`, `${machine}/x/1`]) {
    expect(hasEnded(name, machine ?? "none")).toBe(false);
  }
});
