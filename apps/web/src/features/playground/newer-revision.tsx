"use client";
import type { Revision } from "@slipway/schemas/apps/app";
import { mergeConfigs } from "#configs/merge-configs.ts";
import { RevisionChanges } from "#features/config-diff/index.ts";
import type { Draft } from "./use-draft.ts";

type NewerRevisionProps = {
  readonly appId: string;
  /** What somebody else committed since the draft was begun. */
  readonly newer: Revision;
  readonly draft: Draft;
};

/** Tells who was faster, what they changed, and what can become of the draft. */
export function NewerRevision({ appId, newer, draft }: NewerRevisionProps) {
  const base = draft.base.number ?? 1;
  const { overlaps } = mergeConfigs({ base: draft.base.config, mine: draft.config, theirs: newer.config });
  return (
    <div className="flex flex-col gap-2">
      <div role="alert" className="flex flex-col gap-1 rounded-md bg-warning-fill px-3 py-2 text-pretty">
        <p>
          <span className="font-medium text-warning-text">
            Revision {newer.number} was committed meanwhile
          </span>{" "}
          by {newer.author ?? "somebody"}
          {newer.message ? ` (“${newer.message}”)` : ""}. Nothing is overwritten, and your changes are kept.
        </p>
        <p>
          Take both into your draft:{" "}
          {overlaps.length === 0
            ? "they do not touch the same parts."
            : `where both of you changed the same (${overlaps.join(", ")}), yours is taken.`}{" "}
          Or commit yours as it is: revision {newer.number} stays in the history.
        </p>
      </div>
      <h3 className="text-12 font-medium text-muted">Changed by others since revision {base}</h3>
      <RevisionChanges appId={appId} from={base} to={newer.number} className="max-h-[30dvh]" />
    </div>
  );
}
