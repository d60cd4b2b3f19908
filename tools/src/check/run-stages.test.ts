import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { runStages } from "#check/run-stages.ts";
import type { Stage, StageResult } from "#check/stage.ts";

let logs: string;
let said: string[];

beforeEach(() => {
  logs = mkdtempSync(path.join(tmpdir(), "slipway-check-"));
  said = [];
});

afterEach(() => rmSync(logs, { recursive: true }));

function stage(name: string, result: Partial<StageResult> | Error, needs?: string[]): Stage {
  return {
    name,
    promise: "it holds",
    ...(needs && { needs }),
    run: () => {
      if (result instanceof Error) return Promise.reject(result);
      return Promise.resolve({ passed: 0, failed: 0, output: "", ...result });
    },
  };
}

async function run(...stages: Stage[]) {
  return await runStages(stages, { env: {}, logs, say: (text) => said.push(text) });
}

it("adds up, goes on after a failure and shows only the output of what failed", async () => {
  const totals = await run(
    stage("a", { passed: 3, output: "all is well" }),
    stage("b", { passed: 1, failed: 2, output: "two are broken" }),
    stage("c", { passed: 4 }),
  );
  expect(totals).toEqual({ passed: 8, failed: 2 });
  expect(said.join("\n")).toContain("two are broken");
  expect(said.join("\n")).toContain(path.join(logs, "b.log"));
  expect(said.join("\n")).not.toContain("all is well");
});

it("counts a stage whose needs failed, and one that breaks, as failed", async () => {
  const totals = await run(stage("build", new Error("no compiler")), stage("e2e", { passed: 9 }, ["build"]));
  expect(totals).toEqual({ passed: 0, failed: 2 });
  expect(said.join("\n")).toContain("no compiler");
  expect(said.join("\n")).toContain("Not run, because build failed.");
});

it("runs a stage beside the one it names, keeps what each says together, and lets neither harm the other", async () => {
  const begun: string[] = [];
  const second = Promise.withResolvers<void>();
  const slow: Stage = {
    name: "slow",
    promise: "it holds",
    run: async () => {
      begun.push("slow");
      await second.promise;
      return { passed: 0, failed: 1, output: "slow is broken" };
    },
  };
  const quick: Stage = {
    name: "quick",
    promise: "it holds",
    beside: "slow",
    run: () => {
      begun.push("quick");
      second.resolve();
      return Promise.resolve({ passed: 2, failed: 0, output: "" });
    },
  };
  const after = stage("after", { passed: 5 }, ["slow"]);
  expect(await run(slow, quick, after)).toEqual({ passed: 2, failed: 2 });
  expect(begun).toEqual(["slow", "quick"]);
  const words = said.join("\n");
  expect(words).toMatch(/✓ quick \(2 passed, 0 failed, .* s\)/);
  expect(words).toMatch(/slow is broken\n {2}✗ slow \(0 passed, 1 failed, .* s\)/);
  expect(words).toContain("Not run, because slow failed.");
});

it("runs a stage alone when the one beside it is not asked for", async () => {
  expect(await run(stage("a", { passed: 1 }), { ...stage("c", { passed: 2 }), beside: "b" })).toEqual({
    passed: 3,
    failed: 0,
  });
});
