"use client";
import { ArrowUp, ListTree } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useCallback, useRef } from "react";
import { Button } from "#ui/button.tsx";
import { ButtonLink } from "#ui/button-link.tsx";
import { classNames } from "#ui/class-names.ts";
import { EmptyState } from "#ui/empty-state.tsx";
import { ErrorState } from "#ui/error-state.tsx";
import { Spinner } from "#ui/spinner.tsx";
import { useShortcut } from "#ui/use-shortcut.ts";
import { addRuns, nothingSelected } from "./bulk/run-selection.ts";
import { SelectionBar } from "./bulk/selection-bar.tsx";
import { useRunSelection } from "./bulk/use-run-selection.ts";
import type { ColumnChoice } from "./chosen-columns.ts";
import type { ListedRun } from "./projects/run-scope.ts";
import { RunPeek } from "./run-peek.tsx";
import { RunTable } from "./run-table.tsx";
import { RunTableSkeleton } from "./run-table-skeleton.tsx";
import type { RunViewFilters } from "./run-view-filters.ts";
import type { RunList as ReadList } from "./use-run-list.ts";

type RunListProps = {
  readonly filters: RunViewFilters;
  readonly read: ReadList;
  /** The rows of the table, newest first. */
  readonly shown: readonly ListedRun[];
  readonly columns: readonly ColumnChoice[];
  readonly empty: { readonly isFiltered: boolean; readonly app: string | undefined };
  readonly canChange: boolean;
  /** New runs are let in only while their place is in sight. */
  readonly isAtTop: boolean;
  readonly onTop: (isAtTop: boolean) => void;
  readonly peekedId: string | null;
  readonly onPeek: (runId: string | null) => void;
};

/** The list itself, with what can be done with several of its runs, and a look into one beside it. */
export function RunList({ read, shown, filters, columns, empty, canChange, ...rest }: RunListProps) {
  const { list, arrived, changes } = read;
  const { isAtTop, onTop, peekedId, onPeek } = rest;
  const router = useRouter();
  const scrollerRef = useRef<HTMLDivElement>(null);
  const choice = useRunSelection({ shown, changes, listKey: JSON.stringify(filters) });
  const peek = useCallback((run: ListedRun) => onPeek(run.id), [onPeek]);
  const open = useCallback((run: ListedRun) => router.push(`/runs/${run.id}` as Route), [router]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const readOn = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const closePeek = () => {
    onPeek(null);
    scrollerRef.current?.querySelector<HTMLElement>(`[data-run="${peekedId}"]`)?.focus();
  };
  const isChosen = choice.runs.length > 0;
  const escapeKey = { keys: "escape", group: "Lists" };
  useShortcut({ ...escapeKey, label: "Close the preview", run: closePeek, enabled: peekedId !== null });
  useShortcut({
    ...escapeKey,
    label: "Select none",
    run: choice.clear,
    enabled: peekedId === null && isChosen,
  });
  useShortcut({ keys: "shift+enter", label: "Open the run's page", group: "Lists" });

  return (
    <div className="relative flex min-h-0 flex-1">
      <div
        ref={scrollerRef}
        className={classNames(
          "@container min-w-0 flex-1 overflow-y-auto [overflow-anchor:none]",
          // The last row is not behind the bar.
          isChosen && "pb-16",
        )}
        aria-busy={list.isPending || undefined}
        onScroll={(event) => onTop(event.currentTarget.scrollTop < 8)}
      >
        {list.isPending ? <RunTableSkeleton /> : null}
        {list.error && !list.data ? (
          <div className="p-4">
            <ErrorState
              title="The runs could not be read"
              description={list.error.message}
              onRetry={() => void list.refetch()}
              retrying={list.isFetching}
            />
          </div>
        ) : null}
        {list.data && shown.length === 0 ? <NoRuns {...empty} /> : null}
        {shown.length > 0 ? (
          <RunTable
            runs={shown}
            columns={columns}
            scrollerRef={scrollerRef}
            selectedId={peekedId}
            chosen={choice.selection.runs}
            onChoose={canChange ? choice.onSelect : null}
            onChooseAll={(isAll) => choice.set(isAll ? addRuns(choice.selection, shown) : nothingSelected)}
            onPeek={peek}
            onOpen={open}
            onNearEnd={readOn}
          />
        ) : null}
        {isFetchingNextPage ? (
          <div className="flex h-10 items-center justify-center text-muted">
            <Spinner />
          </div>
        ) : null}
      </div>
      <SelectionBar
        runs={choice.runs}
        filters={filters}
        canSelectAll={hasNextPage && shown.every(({ id }) => choice.selection.runs.has(id))}
        onSelect={choice.set}
      />
      {!isAtTop && arrived.length > 0 ? (
        <div className="pointer-events-none absolute inset-x-0 top-10 z-20 flex justify-center">
          <Button
            size="sm"
            className="pointer-events-auto rounded-full shadow-float"
            onClick={() => scrollerRef.current?.scrollTo({ top: 0 })}
          >
            <ArrowUp aria-hidden="true" />
            {arrived.length} new
          </Button>
        </div>
      ) : null}
      {peekedId ? <RunPeek key={peekedId} runId={peekedId} onClose={closePeek} /> : null}
    </div>
  );
}

function NoRuns({ isFiltered, app }: { isFiltered: boolean; app: string | undefined }) {
  if (isFiltered) {
    return (
      <EmptyState
        icon={<ListTree />}
        title="No run matches these filters"
        description="Take one away, or look further back."
      />
    );
  }
  return (
    <EmptyState
      icon={<ListTree />}
      title="Nothing has run yet"
      description="Each message to an app becomes a run: with its answer, timing, tokens and cost. It appears here as it starts."
      action={
        <ButtonLink variant="primary" href={(app ? `/apps/${app}` : "/apps") as Route}>
          {app ? "Open the playground" : "Choose an app to talk to"}
        </ButtonLink>
      }
    />
  );
}
