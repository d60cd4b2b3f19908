"use client";
import { Download } from "lucide-react";
import { IconButton } from "#ui/icon-button.tsx";
import { Menu, MenuDownload } from "#ui/menu.tsx";
import { exportUrl } from "./export-url.ts";
import { useRunsViewer } from "./projects/runs-viewer.tsx";
import type { RunViewFilters } from "./run-view-filters.ts";

type RunExportMenuProps = {
  readonly filters: RunViewFilters;
  /** There is no list, so there is nothing to export. */
  readonly disabled: boolean;
};

/** All runs that the filters find as a file, also those that the list has not read. */
export function RunExportMenu({ filters, disabled }: RunExportMenuProps) {
  return (
    <Menu trigger={<IconButton label="Export" icon={<Download />} variant="secondary" disabled={disabled} />}>
      <Files filters={filters} />
    </Menu>
  );
}

/** Comes with the opened menu, so that "the last hour" is the last before it was opened. */
function Files({ filters }: { filters: RunViewFilters }) {
  const nowMs = Date.now();
  const { scope } = useRunsViewer();
  return (
    <>
      <MenuDownload
        label="CSV"
        description="For a spreadsheet: a row for each run that the filters find."
        href={exportUrl({ filters, scope, format: "csv" }, nowMs)}
      />
      <MenuDownload
        label="NDJSON"
        description="For programs: each run as the API has it, one a line."
        href={exportUrl({ filters, scope, format: "ndjson" }, nowMs)}
      />
    </>
  );
}
