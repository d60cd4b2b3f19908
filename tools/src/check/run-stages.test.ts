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
