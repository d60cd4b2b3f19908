import { buildRun } from "@slipway/schemas/runs/test/build-run";
import { expect, it } from "vitest";
import { addRuns, mostSelected, nothingSelected, selectRange, toggleRun } from "./run-selection.ts";

const runs = Array.from({ length: 6 }, (_, n) => buildRun({ id: `run_${n}` }));
const [first, , third, , fifth] = runs;
const idsOf = (selection: { runs: ReadonlyMap<string, unknown> }) => [...selection.runs.keys()].toSorted();

it("chooses a run, a range from the last one that was touched, and takes one out again", () => {
  if (!first || !third || !fifth) throw new Error("There are six");
  const one = toggleRun(nothingSelected, third);
  const range = selectRange(one, runs, fifth);
  expect(idsOf(range)).toEqual(["run_2", "run_3", "run_4"]);
  expect(idsOf(selectRange(one, runs, first))).toEqual(["run_0", "run_1", "run_2"]);
  expect(idsOf(toggleRun(range, third))).toEqual(["run_3", "run_4"]);
  expect(idsOf(selectRange(nothingSelected, runs, third))).toEqual(["run_2"]);
});

it("chooses no more than one can answer for", () => {
  const many = Array.from({ length: mostSelected + 5 }, (_, n) => buildRun({ id: `run_${n}` }));
  const all = addRuns(nothingSelected, many);
  expect(all.runs.size).toBe(mostSelected);
  expect(toggleRun(all, buildRun({ id: "run_more" })).runs.size).toBe(mostSelected);
});
