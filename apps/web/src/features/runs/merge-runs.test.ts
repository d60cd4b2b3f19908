import { buildRun } from "@slipway/schemas/runs/test/build-run";
import { expect, it } from "vitest";
import { mergeRuns } from "./merge-runs.ts";

const run = (id: string, overrides = {}) => buildRun({ id, ...overrides });
const live = (...runs: ReturnType<typeof run>[]) => new Map(runs.map((each) => [each.id, each]));
const ids = (runs: readonly { id: string }[]) => runs.map((each) => each.id);

it("changes rows in place and keeps new ones apart, newest first", () => {
  const pages = [[run("run_4", { status: "running", finishedAt: null }), run("run_3")], [run("run_2")]];
  const changes = live(run("run_5"), run("run_4"), run("run_6"));
  const { rows, arrived } = mergeRuns({ pages, changes, belongs: () => true });
  expect(ids(rows)).toEqual(["run_4", "run_3", "run_2"]);
  expect(rows[0]?.status).toBe("completed");
  expect(ids(arrived)).toEqual(["run_6", "run_5"]);
});

it("takes nothing older than the list for new, and nothing that does not belong", () => {
  const changes = live(run("run_1"), run("run_8"));
  const { arrived } = mergeRuns({ pages: [[run("run_4")]], changes, belongs: ({ id }) => id !== "run_8" });
  expect(arrived).toEqual([]);
});

it("never takes an ended run back to running", () => {
  const changes = live(run("run_4", { status: "running", finishedAt: null }));
  expect(mergeRuns({ pages: [[run("run_4")]], changes, belongs: () => true }).rows[0]?.status).toBe(
    "completed",
  );
});

it("shows a row once when two pages hold it", () => {
  const pages = [
    [run("run_4"), run("run_3")],
    [run("run_3"), run("run_2")],
  ];
  expect(ids(mergeRuns({ pages, changes: live(), belongs: () => true }).rows)).toEqual([
    "run_4",
    "run_3",
    "run_2",
  ]);
});
