"use client";
import type { App } from "@slipway/schemas/apps/app";
import { useQueries } from "@tanstack/react-query";
import { DraftConfig, readRevision } from "#features/playground/index.ts";
import { readPaneDraft, useDraftShelf } from "./draft-shelf.ts";
import { draftPane, type PaneConfig, revisionPane } from "./pane-config.ts";
import type { PaneSpec } from "./pane-spec.ts";

/** What each pane runs with, in their order. */
export function usePaneConfigs(app: App, panes: readonly PaneSpec[]): readonly PaneConfig[] {
  useDraftShelf();
  const revisions = useQueries({
    queries: panes.map(({ source }) => {
      const number = source.kind === "revision" ? source.number : 0;
      return {
        queryKey: ["apps", "revision", app.id, number],
        queryFn: async ({ signal }: { signal: AbortSignal }) =>
          DraftConfig.parse((await readRevision(app.id, number, signal)).config),
        enabled: number > 0,
        // A revision never changes.
        staleTime: Number.POSITIVE_INFINITY,
      };
    }),
  });
  return panes.map(({ source }, at) => {
    if (source.kind === "draft") return draftPane(app.type, source.name, readPaneDraft(app.id, source.name));
    const revision = revisions[at];
    if (revision?.data) return revisionPane(app.type, source, revision.data);
    return revision?.error ? { kind: "failed", message: revision.error.message } : { kind: "loading" };
  });
}
