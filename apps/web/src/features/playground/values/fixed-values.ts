import type { Run } from "@slipway/schemas/runs/run";

/** The values that a session has: each run keeps all of them, so its newest one is enough. */
export function fixedValues(runs: Iterable<Run>): Readonly<Record<string, string>> {
  const newest = [...runs]
    .filter((run) => run.input.variables !== undefined)
    .toSorted((a, b) => (a.id < b.id ? 1 : -1))[0];
  return newest?.input.variables ?? {};
}
