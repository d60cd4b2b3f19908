import { expect, it } from "vitest";
import { caseRunId } from "./case-run-id.ts";

const run = { batch: "k3f9", caseId: "cas_01abcdefgh", input: { message: "Hello" }, target: { revision: 1 } };

it("gives the same id for the same case, input and configuration of a batch, and another one otherwise", () => {
  const ids = [
    run,
    { ...run, batch: "other" },
    { ...run, caseId: "cas_02abcdefgh" },
    { ...run, input: { message: "Hello." } },
    { ...run, target: { revision: 2 } },
    { ...run, target: { config: { model: "demo/demo" } } },
  ].map(caseRunId);
  expect(new Set(ids).size).toBe(6);
  expect(caseRunId({ ...run })).toBe(ids[0]);
  expect(ids[0]).toMatch(/^case\.k3f9\.abcdefgh\.[0-9a-z]{14}$/);
});
