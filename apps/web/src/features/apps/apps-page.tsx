"use client";
import type { App } from "@slipway/schemas/apps/app";
import { Archive } from "lucide-react";
import { useState } from "react";
import { LoadProblem } from "#lib/load-problem.tsx";
import { useUrlState } from "#lib/use-url-state.ts";
import { EmptyState } from "#ui/empty-state.tsx";
import { PageBody } from "#ui/page-body.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { SearchField } from "#ui/search-field.tsx";
import { TableSkeleton } from "#ui/table-skeleton.tsx";
import { AppTable } from "./app-table.tsx";
import { ArchivedSwitch } from "./archived-switch.tsx";
import { FirstApp } from "./first-app.tsx";
import { ImportDialog } from "./import-dialog.tsx";
import { NewAppMenu } from "./new-app-menu.tsx";
import { TemplateGallery } from "./template-gallery.tsx";
import { useApps } from "./use-apps.ts";

export function AppsPage() {
  const [search, setSearch] = useUrlState("q");
  const [archived, setArchived] = useUrlState("archived");
  const [newApp, setNewApp] = useUrlState("new");
  const [isGalleryOpen, setIsGalleryOpen] = useState(false);
  const [isImporting, setIsImporting] = useState(false);
  const apps = useApps({ archived: archived !== "", withActivity: true });
  const isFirst = archived === "" && apps.data?.length === 0;
  return (
    <>
      <PageHeader
        title="Apps"
        action={
          <NewAppMenu
            open={newApp !== ""}
            onOpenChange={(open) => setNewApp(open ? "1" : null)}
            onFromTemplate={() => setIsGalleryOpen(true)}
            onImport={() => setIsImporting(true)}
          />
        }
      />
      <TemplateGallery open={isGalleryOpen} onOpenChange={setIsGalleryOpen} />
      {isImporting ? <ImportDialog onClose={() => setIsImporting(false)} /> : null}
      <div className="flex h-11 shrink-0 items-center justify-between gap-3 border-b border-line px-4">
        <SearchField
          label="Search apps"
          value={search}
          onValueChange={setSearch}
          withShortcut
          className="w-64 min-w-0"
        />
        <ArchivedSwitch archived={archived !== ""} onArchivedChange={(on) => setArchived(on ? "1" : null)} />
      </div>
      <PageBody busy={apps.isPending}>
        {apps.isPending ? <TableSkeleton rows={6} comfortable /> : null}
        {apps.isError && !apps.data ? (
          <LoadProblem
            what="The apps"
            error={apps.error}
            onRetry={() => void apps.refetch()}
            retrying={apps.isFetching}
          />
        ) : null}
        {isFirst ? (
          <FirstApp onFromTemplate={() => setIsGalleryOpen(true)} onImport={() => setIsImporting(true)} />
        ) : null}
        {apps.data && !isFirst ? (
          <FoundApps apps={apps.data} search={search} archived={archived !== ""} />
        ) : null}
      </PageBody>
    </>
  );
}

type FoundAppsProps = { readonly apps: readonly App[]; readonly search: string; readonly archived: boolean };

function FoundApps({ apps, search, archived }: FoundAppsProps) {
  const wanted = search.trim().toLowerCase();
  const found = apps.filter((app) => `${app.name} ${app.slug} ${app.model}`.toLowerCase().includes(wanted));
  if (found.length > 0) return <AppTable apps={found} />;
  if (archived && apps.length === 0) {
    return (
      <EmptyState
        icon={<Archive />}
        title="Nothing is archived"
        description="An archived app takes no new runs and keeps its history. It can be restored from here."
      />
    );
  }
  return (
    <EmptyState
      title={`No ${archived ? "archived " : ""}app matches “${search.trim()}”`}
      description="Names, slugs and models are searched."
    />
  );
}
