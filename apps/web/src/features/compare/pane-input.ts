import type { Run } from "@slipway/schemas/runs/run";
import type { RunInput } from "@slipway/schemas/runs/run-input";
import { type DraftConfig, fixedValues, variablesToFill } from "#features/playground/index.ts";

/**
 * What of an input one pane takes: the variables that its own configuration has, without those that its conversation has
 * begun with, which hold for all of it.
 */
export function paneInput(input: RunInput, config: DraftConfig, runs: Iterable<Run>): RunInput {
  const { variables, ...said } = input;
  if (!variables) return said;
  const fixed = fixedValues(runs);
  const names = new Set(variablesToFill(config).map(({ name }) => name));
  const taken = Object.entries(variables).filter(([name]) => names.has(name) && !Object.hasOwn(fixed, name));
  // A completion is run by its variables, also by none.
  return taken.length > 0 || said.message === undefined
    ? { ...said, variables: Object.fromEntries(taken) }
    : said;
}
