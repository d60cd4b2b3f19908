"use client";
import { diffConfigs } from "#configs/diff-configs.ts";
import { ConfigDiff } from "#features/config-diff/index.ts";
import { Dialog } from "#ui/dialog.tsx";
import type { Draft } from "./use-draft.ts";

type ChangesDialogProps = { readonly draft: Draft; readonly onOpenChange: (open: boolean) => void };

/** What the draft changes, whether or not it could be committed. */
export function ChangesDialog({ draft: { base, config }, onOpenChange }: ChangesDialogProps) {
  const title = `Your changes since revision ${base.number ?? 1}`;
  return (
    <Dialog open onOpenChange={onOpenChange} size="lg" title={title}>
      <section
        aria-label={title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className="max-h-[60dvh] overflow-y-auto"
      >
        <ConfigDiff changes={diffConfigs(base.config, config)} />
      </section>
    </Dialog>
  );
}
