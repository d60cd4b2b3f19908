"use client";
import type { App } from "@slipway/schemas/apps/app";
import type { Route } from "next";
import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useState } from "react";
import { PageHeader } from "#ui/page-header.tsx";
import { RunCharts } from "./run-charts.tsx";
import { RunColumnsMenu } from "./run-columns-menu.tsx";
import { RunExportMenu } from "./run-export-menu.tsx";
import { RunFilterBar } from "./run-filter-bar.tsx";
import { RunList } from "./run-list.tsx";
import { hasFilters, parseRunFilters, runFilterNames } from "./run-view-filters.ts";
import { useChosenColumns } from "./use-chosen-columns.ts";
import { useRunList } from "./use-run-list.ts";
import { ViewMenu } from "./views/view-menu.tsx";

type RunsPageProps = {
  /** The one app whose runs are shown; left out: those of all. */
  readonly app?: App;
  /** Whoever looks may cancel and retry runs. */
  readonly canChange: boolean;
};

/** The run history: filtered by its URL, live, and looked into without leaving it. */
export function RunsPage({ app, canChange }: RunsPageProps) {
  const search = useSearchParams();
  const pathname = usePathname();
  const [isAtTop, setIsAtTop] = useState(true);
  const fromUrl = parseRunFilters(search);
  const filters = app ? { ...fromUrl, appId: app.id } : fromUrl;
  const read = useRunList(filters);
  const { list, rows, arrived } = read;
  const shown = isAtTop ? [...arrived, ...rows] : rows;
  const { columns, set: switchColumn } = useChosenColumns();
  const isFiltered = hasFilters({ ...filters, appId: app ? null : filters.appId });
  // Where nothing ever ran there is nothing to draw, and what cannot be listed is said once.
  const hasCharts = list.data ? shown.length > 0 || isFiltered : !list.error;

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
        lead={<ViewMenu hideApp={app !== undefined} canShare={canChange} onChange={setUrl} />}
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
