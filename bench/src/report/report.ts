import type { Figure } from "#scenario.ts";

export type Section = {
  readonly name: string;
  readonly title: string;
  readonly outcome: { readonly figures: readonly Figure[] } | { readonly failure: string };
};

export type Report = {
  readonly at: string;
  readonly host: {
    readonly cores: number;
    readonly processor: string;
    readonly memoryGb: number;
    readonly node: string;
    /** How many processes wanted a core in the minute before: what else the machine was busy with. */
    readonly loadBefore: number;
  };
  readonly commit: string;
  readonly repeats: number;
  readonly sections: readonly Section[];
};

/** Whether a figure is within its budget; one without a budget is. */
export function isWithin({ value, budget }: Figure): boolean {
  if (!budget) return true;
  return "atMost" in budget ? value <= budget.atMost : value >= budget.atLeast;
}

export function isGood({ outcome }: Section): boolean {
  return "figures" in outcome && outcome.figures.every(isWithin);
}
