import { expect, it } from "vitest";
import { loadPart } from "./load-part.ts";

const noWait = () => Promise.resolve();

it("asks again for what got no answer", async () => {
  let asked = 0;
  const load = () => (++asked < 4 ? Promise.reject(new Error("cut")) : Promise.resolve("there"));
  expect(await loadPart(load, noWait)).toBe("there");
  expect(asked).toBe(4);
});

it("gives up what is not there, saying why", async () => {
  const waits: number[] = [];
  const wait = async (delayMs: number) => void waits.push(delayMs);
  await expect(loadPart(() => Promise.reject(new Error("gone")), wait)).rejects.toThrow("gone");
  expect(waits.reduce((sum, each) => sum + each, 0)).toBe(30_500);
});
