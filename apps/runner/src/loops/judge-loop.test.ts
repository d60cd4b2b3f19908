import { describe, expect, it } from "vitest";
import { judgeFailures, judgeLoop, type LoopCall } from "#loops/judge-loop.ts";

const call = (name: string, input: unknown = {}, failure: string | null = null): LoopCall => ({
  name,
  input,
  failure,
});

/** The verdict on each call of a history, as the run meets them. */
function verdicts(calls: readonly LoopCall[]): string[] {
  return calls.map((next, index) => {
    const verdict = judgeLoop(calls.slice(0, index), next);
    return verdict.kind === "hint" && verdict.isWarning ? "warning" : verdict.kind;
  });
}

const repeated = (calls: readonly LoopCall[], times: number) => new Array(times).fill(calls).flat();

describe("C46 loops", () => {
  it("hint at the third same call, warn at the fifth, stop at the seventh", () => {
    expect(verdicts(repeated([call("read", { path: "a", limit: 1 })], 7))).toEqual([
      "fine",
      "fine",
      "hint",
      "hint",
      "warning",
      "warning",
      "stop",
    ]);
  });

  it("see the same arguments in any order", () => {
    const calls = [
      call("read", { path: "a", range: { from: 1, to: 2 } }),
      call("read", { range: { to: 2, from: 1 }, path: "a" }),
      call("read", { path: "a", range: { from: 1, to: 2 } }),
    ];
    expect(verdicts(calls)).toEqual(["fine", "fine", "hint"]);
  });

  it.each([2, 3, 4])("see a cycle of %i calls", (length) => {
    const cycle = Array.from({ length }, (_, index) => call("read", { path: String(index) }));
    const seen = verdicts(repeated(cycle, 7));
    expect(seen.indexOf("hint")).toBe(3 * length - 1);
    expect(seen.indexOf("warning")).toBe(5 * length - 1);
    expect(seen.indexOf("stop")).toBe(7 * length - 1);
  });

  it("see none where something else was done in between", () => {
    const calls = Array.from({ length: 10 }, (_, index) => [
      call("edit", { path: "a", line: index }),
      call("bash", { command: "npm test" }),
    ]).flat();
    expect(new Set(verdicts(calls))).toEqual(new Set(["fine"]));
  });

  it("tell to change course after three identical failures of a tool, whatever it was asked", () => {
    const failing = ["a", "b", "c"].map((path) => call("read", { path }, "No such file"));
    expect(judgeFailures(failing.slice(0, 2))).toBeNull();
    expect(judgeFailures(failing)).toMatch(/change course/);
    expect(judgeFailures([...failing.slice(0, 2), call("read", { path: "c" }, "Is a folder")])).toBeNull();
    expect(judgeFailures([...failing.slice(0, 2), call("read", { path: "c" })])).toBeNull();
  });
});
