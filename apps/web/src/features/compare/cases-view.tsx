"use client";
import type { TestCase } from "@slipway/schemas/apps/test-case";
import type { UseQueryResult } from "@tanstack/react-query";
import { ListChecks, Play, Plus, Square } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useNarrow } from "#features/playground/index.ts";
import { LoadProblem } from "#lib/load-problem.tsx";
import { Button } from "#ui/button.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { TableSkeleton } from "#ui/table-skeleton.tsx";
import { Tabs } from "#ui/tabs.tsx";
import { CaseDialog } from "./case-dialog.tsx";
import { CaseGrid } from "./case-grid.tsx";
import type { PanesProps } from "./conversation-view.tsx";
import { paneLetter } from "./pane-letter.ts";
import { paneVariables } from "./pane-variables.ts";
import type { CaseRuns } from "./use-case-runs.ts";

type CasesViewProps = PanesProps & {
  readonly cases: UseQueryResult<readonly TestCase[]>;
  readonly caseRuns: CaseRuns;
};

/** The saved cases down, the panes across: what each made of each. */
export function CasesView({ cases, ...shared }: CasesViewProps) {
  const [editing, setEditing] = useState<TestCase | "new" | null>(null);
  const add = (
    <Button variant={cases.data?.length ? "secondary" : "primary"} onClick={() => setEditing("new")}>
      <Plus aria-hidden="true" />
      New case
    </Button>
  );
  return (
    <div className="flex h-full min-h-0 flex-col">
      <Body {...shared} cases={cases} add={add} onEdit={setEditing} />
      {editing ? (
        <CaseDialog
          key={editing === "new" ? "new" : editing.id}
          appId={shared.app.id}
          hasMessage={shared.app.type !== "completion"}
          variables={paneVariables(shared.configs)}
          testCase={editing === "new" ? null : editing}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </div>
  );
}

type BodyProps = CasesViewProps & {
  readonly add: ReactNode;
  readonly onEdit: (testCase: TestCase) => void;
};

function Body({ cases, add, ...shared }: BodyProps) {
  if (cases.data?.length === 0) {
    return (
      <EmptyState
        icon={<ListChecks />}
        title="No test cases yet"
        description="A case is an input that is worth trying again: with every pane at once, and with every revision to come."
        action={add}
      />
    );
  }
  if (cases.data) return <Cases {...shared} cases={cases.data} add={add} />;
  if (!cases.error) return <TableSkeleton rows={6} />;
  return (
    <LoadProblem
      what="The test cases"
      error={cases.error}
      onRetry={() => void cases.refetch()}
      retrying={cases.isFetching}
    />
  );
}

type CasesProps = Omit<BodyProps, "cases"> & { readonly cases: readonly TestCase[] };

function Cases({ cases, add, onEdit, ...shared }: CasesProps) {
  const { app, panes, caseRuns } = shared;
  const isNarrow = useNarrow();
  const [shown, setShown] = useState("0");
  const { cells, missing, open, hasBatch, isBusy } = caseRuns;
  const grid = (columns: readonly number[]) => (
    <CaseGrid {...shared} cases={cases} columns={columns} onEdit={onEdit} />
  );
  const places = panes.map((_, at) => at);
  return (
    <>
      <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-3 py-2">
        {isBusy ? (
          <Button onClick={() => void caseRuns.stop()}>
            <Square aria-hidden="true" className="fill-current" />
            Stop
          </Button>
        ) : (
          <Button
            variant="primary"
            disabled={cells.length === 0 || app.archivedAt !== null}
            onClick={caseRuns.runAll}
          >
            <Play aria-hidden="true" />
            Run all cases
          </Button>
        )}
        {!isBusy && hasBatch && missing.length > 0 ? (
          <Button disabled={app.archivedAt !== null} onClick={caseRuns.runMissing}>
            Run the remaining {missing.length}
          </Button>
        ) : null}
        <p role="status" className="text-muted tabular-nums">
          {hasBatch
            ? `${cells.length - missing.length - open.length} of ${cells.length} done`
            : `${cells.length} runs`}
        </p>
        <span className="ml-auto">{add}</span>
      </div>
      {isNarrow ? (
        <Tabs
          label="Panes"
          value={panes[Number(shown)] ? shown : "0"}
          onValueChange={setShown}
          className="min-h-0 flex-1"
          tabs={places.map((at) => ({ value: String(at), label: paneLetter(at), content: grid([at]) }))}
        />
      ) : (
        <div className="min-h-0 flex-1">{grid(places)}</div>
      )}
    </>
  );
}
