"use client";
import { Dialog } from "#ui/dialog.tsx";
import { DraftChanges, titleOfChanges } from "./draft-changes.tsx";
import type { Draft } from "./use-draft.ts";

type ChangesDialogProps = { readonly draft: Draft; readonly onOpenChange: (open: boolean) => void };

/** What the draft changes, whether or not it could be committed. */
export function ChangesDialog({ draft, onOpenChange }: ChangesDialogProps) {
  return (
    <Dialog open onOpenChange={onOpenChange} size="lg" title={titleOfChanges(draft)}>
      <DraftChanges draft={draft} className="max-h-[60dvh]" />
    </Dialog>
  );
}
