"use client";
import type { App } from "@slipway/schemas/apps/app";
import type { Route } from "next";
import { type ReactNode, useState } from "react";
import { Button } from "#ui/button.tsx";
import { ButtonLink } from "#ui/button-link.tsx";
import { DraftConfig } from "./draft-config.ts";
import { readNewestRevision } from "./read-revision.ts";
import type { Base, Draft } from "./use-draft.ts";

type DraftNoticeProps = {
  readonly app: App | null;
  readonly draft: Draft;
  /** The page began with changes that were kept from before. */
  readonly wasKept: boolean;
  readonly onRebase: (base: Base, config: DraftConfig) => void;
};

/** Says what the person may not know of their draft: that it is from before, or that somebody committed meanwhile. */
export function DraftNotice({ app, draft, wasKept, onRebase }: DraftNoticeProps) {
  const [isKnown, setIsKnown] = useState(false);
  const base = draft.base.number;
  if (app && base !== null && app.latestRevision > base) {
    return <NewerNotice app={app} base={base} draft={draft} onRebase={onRebase} />;
  }
  if (!wasKept || isKnown || !draft.isEdited) return null;
  return (
    <Notice
      words={
        base === null
          ? "Your draft from before is back."
          : `Your uncommitted changes to revision ${base} are back.`
      }
    >
      <Button size="sm" onClick={() => setIsKnown(true)}>
        Keep
      </Button>
      <Button size="sm" variant="ghost" onClick={draft.discard}>
        Discard
      </Button>
    </Notice>
  );
}

type NewerNoticeProps = Pick<DraftNoticeProps, "draft" | "onRebase"> & {
  readonly app: App;
  readonly base: number;
};

function NewerNotice({ app, base, draft, onRebase }: NewerNoticeProps) {
  const [problem, setProblem] = useState<string | null>(null);
  async function take() {
    try {
      const newest = await readNewestRevision(app.id);
      const config = DraftConfig.parse(newest.config);
      onRebase({ number: newest.number, config }, config);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "It could not be read.");
    }
  }
  return (
    <Notice
      words={`Revision ${app.latestRevision} was committed. You are on revision ${base}${draft.isEdited ? ", with changes of your own: committing shows both" : ""}.${problem ? ` ${problem}` : ""}`}
    >
      <ButtonLink
        size="sm"
        href={`/apps/${app.slug}/revisions?revision=${app.latestRevision}&against=${base}` as Route}
      >
        What changed
      </ButtonLink>
      {draft.isEdited ? null : (
        <Button size="sm" variant="ghost" onClick={() => void take()}>
          Go to revision {app.latestRevision}
        </Button>
      )}
    </Notice>
  );
}

function Notice({ words, children }: { words: string; children: ReactNode }) {
  return (
    <div
      role="status"
      className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-info-fill px-4 py-1"
    >
      <span className="min-w-0 flex-1 text-pretty">{words}</span>
      <span className="flex gap-1">{children}</span>
    </div>
  );
}
