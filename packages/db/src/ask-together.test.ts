import { expect, it } from "vitest";
import { askTogether } from "#ask-together.ts";

it("asks once for those who want to know the same now, and anew for who comes later", async () => {
  let asked = 0;
  const together = askTogether<number>();
  const ask = () => {
    asked += 1;
    return Promise.resolve(asked);
  };
  expect(await Promise.all([together("a", ask), together("a", ask), together("b", ask)])).toEqual([1, 1, 2]);
  expect(await together("a", ask)).toBe(3);
});

it("gives nobody an answer to a question that was put before theirs", async () => {
  const together = askTogether<string>();
  const answer = Promise.withResolvers<string>();
  const first = together("a", () => answer.promise);
  await new Promise((resolve) => setImmediate(resolve));
  await Promise.resolve();
  const second = together("a", () => Promise.resolve("new"));
  answer.resolve("old");
  expect([await first, await second]).toEqual(["old", "new"]);
});

it("lets all who asked together know that it failed, and the next one ask again", async () => {
  const together = askTogether<string>();
  const fail = () => Promise.reject(new Error("away"));
  const both = await Promise.allSettled([together("a", fail), together("a", fail)]);
  expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await together("a", () => Promise.resolve("back"))).toBe("back");
});
