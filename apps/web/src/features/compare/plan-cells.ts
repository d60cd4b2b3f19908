import type { TestCase } from "@slipway/schemas/apps/test-case";
import { caseRunId } from "./case-run-id.ts";
import type { PaneConfig, ReadyPane } from "./pane-config.ts";
import { paneLetter } from "./pane-letter.ts";

/** One case with one pane. */
export type CaseCell = {
  /** The run's `clientMessageId`. */
  readonly id: string;
  readonly batch: string;
  readonly testCase: TestCase;
  readonly pane: ReadyPane;
  readonly letter: string;
};

type PlanCells = {
  readonly batch: string;
  readonly cases: readonly TestCase[];
  readonly configs: readonly PaneConfig[];
};

/** Every case with every pane that can run, case by case. Two panes with the same configuration share a run. */
export function planCells({ batch, cases, configs }: PlanCells): readonly CaseCell[] {
  return cases.flatMap((testCase) =>
    configs.flatMap((pane, at) => {
      if (pane.kind !== "ready" || pane.errors.size > 0) return [];
      return [{ id: cellId(batch, testCase, pane), batch, testCase, pane, letter: paneLetter(at) }];
    }),
  );
}

export function cellId(batch: string, { id, input }: TestCase, { target }: ReadyPane): string {
  return caseRunId({ batch, caseId: id, input, target });
}
