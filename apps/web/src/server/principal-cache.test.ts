import { expect, it } from "vitest";
import type { Principal } from "./principal.ts";
import { PrincipalCache } from "./principal-cache.ts";

const someone: Principal = { kind: "key", projectId: "prj_1", role: "viewer", keyId: "key_1" };

function newCache() {
  const clock = { now: 0 };
  const cache = new PrincipalCache({ maxAgeMs: 5_000, maxEntries: 2, now: () => clock.now });
  let loads = 0;
  const find = (credential: string, principal: Principal | null = someone) =>
    cache.find(credential, () => {
      loads += 1;
      return Promise.resolve(principal);
    });
  return { cache, clock, find, loads: () => loads };
}

it("asks once in five seconds, counted from before it asked", async () => {
  const { clock, find, loads } = newCache();
  expect(await find("a")).toEqual(someone);
  clock.now = 4_999;
  expect(await find("a")).toEqual(someone);
  expect(loads()).toBe(1);
  clock.now = 5_000;
  await find("a");
  expect(loads()).toBe(2);
});

it("remembers nobody who was not found", async () => {
  const { find } = newCache();
  expect(await find("a", null)).toBeNull();
  expect(await find("a")).toEqual(someone);
});

it("forgets at once, also what was being read at that moment", async () => {
  const { cache, find, loads } = newCache();
  await find("a");
  cache.forgetAll();
  expect(await find("a", null)).toBeNull();
  const reading = Promise.withResolvers<Principal>();
  const before = cache.find("b", () => reading.promise);
  cache.forgetAll();
  reading.resolve(someone);
  expect(await before).toEqual(someone);
  expect(await find("b", null)).toBeNull();
  expect(loads()).toBe(3);
});

it("holds no more than it may, oldest out first", async () => {
  const { find, loads } = newCache();
  for (const credential of ["a", "b", "c"]) await find(credential);
  await find("c");
  await find("b");
  expect(loads()).toBe(3);
  await find("a");
  expect(loads()).toBe(4);
});
