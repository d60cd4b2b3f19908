"use client";
import type { App } from "@slipway/schemas/apps/app";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "#ui/confirm-dialog.tsx";
import { readPaneDraft, writePaneDraft } from "./draft-shelf.ts";
import type { ReadyPane } from "./pane-config.ts";
import { playgroundDraft } from "./pane-spec.ts";

type Chosen = { readonly pane: ReadyPane; readonly sessionId: string | null };

/** Makes a pane's configuration the playground's draft, and goes there. Asks first where that would replace another one. */
export function useThisOne(app: App) {
  const router = useRouter();
  const [asking, setAsking] = useState<Chosen | null>(null);

  function take({ pane, sessionId }: Chosen) {
    writePaneDraft(app.id, playgroundDraft, { base: pane.base, config: pane.config });
    router.push(`/apps/${app.slug}${sessionId ? `?session=${sessionId}` : ""}` as Route);
  }
  return {
    choose(chosen: Chosen) {
      const kept = readPaneDraft(app.id, playgroundDraft);
      const isReplaced = kept && JSON.stringify(kept.config) !== JSON.stringify(chosen.pane.config);
      if (isReplaced) setAsking(chosen);
      else take(chosen);
    },
    dialog: (
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={(open) => !open && setAsking(null)}
        title="Replace the playground's draft?"
        description="It has changes that are not committed. They would be gone; conversations and revisions stay."
        confirmLabel="Replace the draft"
        onConfirm={() => asking && take(asking)}
      />
    ),
  };
}
