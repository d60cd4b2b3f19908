"use client";
import type { App } from "@slipway/schemas/apps/app";
import type { Route } from "next";
import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useState } from "react";
import { PageHeader } from "#ui/page-header.tsx";
import { ProjectFilter } from "./projects/project-filter.tsx";
import { useRunsViewer } from "./projects/runs-viewer.tsx";
import { RunCharts } from "./run-charts.tsx";
import { RunColumnsMenu } from "./run-columns-menu.tsx";
import { RunExportMenu } from "./run-export-menu.tsx";
import { RunFilterBar } from "./run-filter-bar.tsx";
import { RunList } from "./run-list.tsx";
import { hasFilters, parseRunFilters, runFilterNames } from "./run-view-filters.ts";
import { useChosenColumns } from "./use-chosen-columns.ts";
import { useRunList } from "./use-run-list.ts";
import { ViewMenu } from "./views/view-menu.tsx";

type RunHistoryProps = {
  readonly app: App | undefined;
  readonly canChange: boolean;
};

/** The history itself: filtered by its URL, live, and looked into without leaving it. */
export function RunHistory({ app, canChange }: RunHistoryProps) {
  const search = useSearchParams();
  const pathname = usePathname();
  const { scope } = useRunsViewer();
  const [isAtTop, setIsAtTop] = useState(true);
  const fromUrl = parseRunFilters(search);
  const filters = app ? { ...fromUrl, appId: app.id } : fromUrl;
  const read = useRunList(filters);
  const { list, rows, arrived } = read;
  const shown = isAtTop ? [...arrived, ...rows] : rows;
  const isFiltered = hasFilters({ ...filters, appId: app ? null : filters.appId });
  // Where nothing ever ran there is nothing to draw, and what cannot be listed is said once.
  const hasCharts = list.data ? shown.length > 0 || isFiltered : !list.error;
  // Apps are those of one's own project.
  const hideApp = app !== undefined || scope.kind === "all";

  const setUrl = useCallback(
    (changes: Readonly<Record<string, string | null>>) => {
      const next = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(changes)) {
        if (value === null) next.delete(name);
        else next.set(name, value);
      }
      window.history.replaceState(null, "", next.size > 0 ? `${pathname}?${next}` : pathname);
    },
    [pathname],
  );
  const peek = useCallback((run: string | null) => setUrl({ run }), [setUrl]);
  const tellColumns = useCallback((columns: string | null) => setUrl({ columns }), [setUrl]);
  const { columns, set: switchColumn } = useChosenColumns(search.get("columns"), tellColumns);

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
        hideApp={hideApp}
        lead={
          <>
            <ViewMenu hideApp={app !== undefined} canShare={canChange} onChange={setUrl} />
            <ProjectFilter onChange={setUrl} />
          </>
        }
        onChange={setUrl}
        onClear={() =>
          setUrl({ ...Object.fromEntries(runFilterNames.map((name) => [name, null])), view: null })
        }
      />
      {hasCharts ? (
        <RunCharts filters={filters} onBrush={(from, to) => setUrl({ from, to, period: null })} />
      ) : null}
      <RunList
        filters={filters}
        read={read}
        shown={shown}
        columns={columns}
        empty={{ isFiltered, app: app?.slug }}
        canChange={canChange}
        isAtTop={isAtTop}
        onTop={setIsAtTop}
        peekedId={search.get("run")}
        onPeek={peek}
      />
    </>
  );
}
