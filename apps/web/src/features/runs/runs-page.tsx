"use client";
import type { App } from "@slipway/schemas/apps/app";
import type { Run } from "@slipway/schemas/runs/run";
import { ArrowUp, ListTree } from "lucide-react";
import type { Route } from "next";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback, useRef, useState } from "react";
import { Button } from "#ui/button.tsx";
import { ButtonLink } from "#ui/button-link.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { ErrorState } from "#ui/error-state.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Spinner } from "#ui/spinner.tsx";
import { useShortcut } from "#ui/use-shortcut.ts";
import { RunCharts } from "./run-charts.tsx";
import { RunColumnsMenu } from "./run-columns-menu.tsx";
import { RunExportMenu } from "./run-export-menu.tsx";
import { RunFilterBar } from "./run-filter-bar.tsx";
import { RunPeek } from "./run-peek.tsx";
import { RunTable } from "./run-table.tsx";
import { RunTableSkeleton } from "./run-table-skeleton.tsx";
import { hasFilters, parseRunFilters, runFilterNames } from "./run-view-filters.ts";
import { useChosenColumns } from "./use-chosen-columns.ts";
import { useRunList } from "./use-run-list.ts";

type RunsPageProps = {
  /** The one app whose runs are shown; left out: those of all. */
  readonly app?: App;
};

/** The run history: filtered by its URL, live, and looked into without leaving it. */
export function RunsPage({ app }: RunsPageProps) {
  const search = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();
  const scrollerRef = useRef<HTMLDivElement>(null);
  const [isAtTop, setIsAtTop] = useState(true);
  const fromUrl = parseRunFilters(search);
  const filters = app ? { ...fromUrl, appId: app.id } : fromUrl;
  const { list, rows, arrived } = useRunList(filters);
  const shown = isAtTop ? [...arrived, ...rows] : rows;
  const { columns, set: switchColumn } = useChosenColumns();
  const peekedId = search.get("run");
  const isFiltered = hasFilters({ ...filters, appId: app ? null : filters.appId });
  // Where nothing ever ran there is nothing to draw, and what cannot be listed is said once.
  const hasCharts = list.data ? shown.length > 0 || isFiltered : !list.error;

  function setUrl(changes: Readonly<Record<string, string | null>>) {
    const next = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) next.delete(name);
      else next.set(name, value);
    }
    window.history.replaceState(null, "", next.size > 0 ? `${pathname}?${next}` : pathname);
  }
  const peek = useCallback((run: Run) => {
    const next = new URLSearchParams(window.location.search);
    next.set("run", run.id);
    window.history.replaceState(null, "", `?${next}`);
  }, []);
  const open = useCallback((run: Run) => router.push(`/runs/${run.id}` as Route), [router]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const readOn = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const closePeek = () => {
    setUrl({ run: null });
    scrollerRef.current?.querySelector<HTMLElement>(`[data-run="${peekedId}"]`)?.focus();
  };
  useShortcut({
    keys: "escape",
    label: "Close the preview",
    group: "Lists",
    run: closePeek,
    enabled: peekedId !== null,
  });
  useShortcut({ keys: "shift+enter", label: "Open the run's page", group: "Lists" });

  return (
    <>
      <PageHeader
        title="Runs"
        {...(app
          ? {
              trail: [
                { label: "Apps", href: "/apps" as Route },
                { label: app.name, href: `/apps/${app.slug}` as Route },
              ],
            }
          : {})}
        action={
          <>
            <RunColumnsMenu columns={columns} onChange={switchColumn} />
            <RunExportMenu filters={filters} disabled={list.isError} />
          </>
        }
      />
      <RunFilterBar
        filters={filters}
        hideApp={app !== undefined}
        onChange={setUrl}
        onClear={() => setUrl(Object.fromEntries(runFilterNames.map((name) => [name, null])))}
      />
      {hasCharts ? (
        <RunCharts filters={filters} onBrush={(from, to) => setUrl({ from, to, period: null })} />
      ) : null}
      <div className="relative flex min-h-0 flex-1">
        <div
          ref={scrollerRef}
          className="@container min-w-0 flex-1 overflow-y-auto [overflow-anchor:none]"
          aria-busy={list.isPending || undefined}
          onScroll={(event) => setIsAtTop(event.currentTarget.scrollTop < 8)}
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
          {list.data && shown.length === 0 ? <NoRuns isFiltered={isFiltered} app={app?.slug} /> : null}
          {shown.length > 0 ? (
            <RunTable
              runs={shown}
              columns={columns}
              scrollerRef={scrollerRef}
              selectedId={peekedId}
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
    </>
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
