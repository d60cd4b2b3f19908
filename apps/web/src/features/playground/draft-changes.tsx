"use client";
import { diffConfigs } from "#configs/diff-configs.ts";
import { ConfigDiff } from "#features/config-diff/index.ts";
import { classNames } from "#ui/class-names.ts";
import type { Draft } from "./use-draft.ts";

type DraftChangesProps = {
  readonly draft: Draft;
  /** How high it may become before it scrolls. */
  readonly className: string;
};

/** What a draft changes in its revision. */
export function DraftChanges({ draft, className }: DraftChangesProps) {
  return (
    <section
      aria-label={titleOfChanges(draft)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className={classNames("overflow-y-auto", className)}
    >
      <ConfigDiff changes={diffConfigs(draft.base.config, draft.config)} />
    </section>
  );
}

/** An app that is not made yet begins with its first revision. */
export function titleOfChanges({ base }: Draft): string {
  return `Your changes since revision ${base.number ?? 1}`;
}
