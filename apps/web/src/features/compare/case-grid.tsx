"use client";
import type { TestCase } from "@slipway/schemas/apps/test-case";
import { useState } from "react";
import { CaseCellView } from "./case-cell.tsx";
import { CaseHead } from "./case-head.tsx";
import { CaseRunDrawer } from "./case-run-drawer.tsx";
import { addUp, compareFigures } from "./compare-figures.ts";
import type { PanesProps } from "./conversation-view.tsx";
import { FigureLine } from "./figure-line.tsx";
import { PaneHead } from "./pane-head.tsx";
import { paneLetter } from "./pane-letter.ts";
import { cellId } from "./plan-cells.ts";
import type { CaseRuns } from "./use-case-runs.ts";

type CaseGridProps = PanesProps & {
  readonly cases: readonly TestCase[];
  readonly caseRuns: CaseRuns;
  /** The panes that are shown: one where there is room for no more. */
  readonly columns: readonly number[];
  readonly onEdit: (testCase: TestCase) => void;
};

/** Cases by panes, each cell with its outcome and figures beside the first pane's. */
export function CaseGrid({ app, cases, configs, caseRuns, columns, actionsOf, onEdit }: CaseGridProps) {
  const [reading, setReading] = useState<{ readonly testCase: TestCase; readonly at: number } | null>(null);
  const { runs, problems } = caseRuns;
  const batch = caseRuns.cells[0]?.batch ?? "";

  function idAt(testCase: TestCase, at: number): string | null {
    const config = configs[at];
    return config?.kind === "ready" ? cellId(batch, testCase, config) : null;
  }
  const runAt = (testCase: TestCase, at: number) => runs.get(idAt(testCase, at) ?? "");
  const ended = (at: number) =>
    cases.flatMap((testCase) => {
      const run = runAt(testCase, at);
      return run?.finishedAt ? [run] : [];
    });
  const sums = columns.map((at) => {
    const done = ended(at);
    return { at, completed: done.filter(({ status }) => status === "completed").length, done };
  });
  const firstDone = ended(0);
  const first = addUp(firstDone);
  return (
    <div
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="h-full overflow-auto overscroll-contain focus-visible:-outline-offset-2"
    >
      <table className="w-full table-fixed border-separate border-spacing-0">
        <caption className="sr-only">Test cases by panes</caption>
        <colgroup>
          <col className={columns.length > 1 ? "w-56" : "w-2/5"} />
          {columns.map((at) => (
            <col key={at} className={columns.length > 1 ? "w-72" : ""} />
          ))}
        </colgroup>
        <thead className="sticky top-0 z-10 bg-sunken text-left">
          <tr>
            <th
              scope="col"
              className="border-b border-line px-3 py-2 align-top text-12 font-medium text-muted"
            >
              Case
            </th>
            {columns.map((at) => (
              <th key={at} scope="col" className="border-b border-l border-line p-0 align-top font-normal">
                <PaneHead app={app} at={at} config={configs[at] ?? { kind: "loading" }} {...actionsOf(at)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cases.map((testCase) => (
            <tr key={testCase.id}>
              <th scope="row" className="border-b border-line px-3 py-2 text-left align-top font-normal">
                <CaseHead appId={app.id} testCase={testCase} onEdit={() => onEdit(testCase)} />
              </th>
              {columns.map((at) => (
                <td key={at} className="border-b border-l border-line p-0 align-top">
                  <CaseCellView
                    name={`${testCase.name}, pane ${paneLetter(at)}`}
                    run={runAt(testCase, at)}
                    first={at === 0 ? undefined : runAt(testCase, 0)}
                    problem={problems.get(idAt(testCase, at) ?? "")}
                    onRead={() => setReading({ testCase, at })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {firstDone.length > 0 ? (
          <tfoot>
            <tr>
              <th scope="row" className="px-3 py-2 text-left align-top text-12 font-medium text-muted">
                Together
              </th>
              {sums.map(({ at, completed, done }) => {
                const sum = addUp(done);
                // Sums of different cases are not to be compared.
                const isAlike = at !== 0 && done.length === firstDone.length;
                return (
                  <td key={at} className="border-l border-line px-3 py-2 align-top text-12">
                    <p className="tabular-nums">
                      {completed} of {cases.length} completed
                    </p>
                    {sum ? (
                      <FigureLine figures={compareFigures(sum, (isAlike && first) || undefined)} />
                    ) : null}
                  </td>
                );
              })}
            </tr>
          </tfoot>
        ) : null}
      </table>
      <CaseRunDrawer
        title={reading ? `${reading.testCase.name} · ${paneLetter(reading.at)}` : ""}
        run={reading ? runAt(reading.testCase, reading.at) : undefined}
        onClose={() => setReading(null)}
      />
    </div>
  );
}
