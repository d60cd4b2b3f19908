import { parseArgs } from "node:util";
import type { Scenario } from "#scenario.ts";
import { allScenarios } from "#scenarios/all-scenarios.ts";

export type Choice = { readonly scenarios: readonly Scenario[]; readonly repeats: number };

/** Reads `[--repeats n] [scenario]...`. Throws with what there is to choose from. */
export function chooseScenarios(args: readonly string[]): Choice {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { repeats: { type: "string", default: "3" } },
    allowPositionals: true,
  });
  const names = allScenarios.map(({ name }) => name);
  const unknown = positionals.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`There is no ${unknown}. There are: ${names.join(", ")}.`);
  if (!/^[1-9]\d?$/.test(values.repeats)) throw new Error("--repeats takes a number from 1 to 99.");
  const isChosen = ({ name }: Scenario) => positionals.length === 0 || positionals.includes(name);
  return { scenarios: allScenarios.filter(isChosen), repeats: Number(values.repeats) };
}
