import { expect, it } from "vitest";
import { orderedShutdown } from "#up/ordered-shutdown.ts";

it("stops in the opposite order, one after the other, and goes on after a failure", async () => {
  const stopped: string[] = [];
  const shutdown = orderedShutdown();
  shutdown.defer(async () => {
    await Promise.resolve();
    stopped.push("database");
  });
  shutdown.defer(() => Promise.reject(new Error("stuck")));
  shutdown.defer(async () => {
    await Promise.resolve();
    stopped.push("web");
  });
  await expect(shutdown.run()).rejects.toThrow("Not everything could be stopped");
  expect(stopped).toEqual(["web", "database"]);
});
