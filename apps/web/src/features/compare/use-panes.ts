"use client";
import type { App } from "@slipway/schemas/apps/app";
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { readPaneDraft } from "./draft-shelf.ts";
import { firstPanes, type PaneSpec, playgroundDraft, readPanes, writePanes } from "./pane-spec.ts";

export type ChangePanes = (change: (panes: readonly PaneSpec[]) => readonly PaneSpec[]) => void;

/** The panes, as the address holds them; where it holds none, those that suit the app. */
export function usePanes(app: App): {
  readonly panes: readonly PaneSpec[];
  readonly changePanes: ChangePanes;
} {
  const search = useSearchParams().toString();
  const panes = useMemo(() => panesOf(app, new URLSearchParams(search)), [app, search]);
  return {
    panes,
    changePanes(change) {
      // From the address itself: several panes tell of their sessions at once, and React hears of each change later.
      const url = new URL(window.location.href);
      writePanes(url.searchParams, change(panesOf(app, url.searchParams)));
      window.history.replaceState(null, "", url);
    },
  };
}

function panesOf(app: App, search: URLSearchParams): readonly PaneSpec[] {
  const asked = readPanes(search);
  if (asked.length > 0) return asked;
  const draft = readPaneDraft(app.id, playgroundDraft);
  return firstPanes({
    latestRevision: app.latestRevision,
    hasDraft: draft !== null,
    draftBase: draft?.base ?? null,
  });
}
