"use client";
import type { App } from "@slipway/schemas/apps/app";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { readPaneDraft, writePaneDraft } from "./draft-shelf.ts";
import type { ReadyPane } from "./pane-config.ts";
import { playgroundDraft } from "./pane-spec.ts";

type Chosen = { readonly pane: ReadyPane; readonly sessionId: string | null };

/** Makes a pane's configuration the playground's draft, and goes there. What it replaces can be had back. */
export function useThisOne(app: App): (chosen: Chosen) => void {
  const router = useRouter();
  return ({ pane, sessionId }) => {
    const kept = readPaneDraft(app.id, playgroundDraft);
    const comparison = `${window.location.pathname}${window.location.search}` as Route;
    writePaneDraft(app.id, playgroundDraft, { base: pane.base, config: pane.config });
    router.push(`/apps/${app.slug}${sessionId ? `?session=${sessionId}` : ""}` as Route);
    if (!kept || JSON.stringify(kept.config) === JSON.stringify(pane.config)) return;
    toast("It took the place of changes that were not committed", {
      action: {
        label: "Undo",
        onClick: () => {
          writePaneDraft(app.id, playgroundDraft, kept);
          router.push(comparison);
        },
      },
    });
  };
}
