"use client";
import type { Route } from "next";
import { Suspense, useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { DeployMenu } from "#features/deployments/index.ts";
import { exportApp } from "#lib/export-app.ts";
import { lazyPart } from "#lib/lazy-part.ts";
import { Badge } from "#ui/badge.tsx";
import { Button } from "#ui/button.tsx";
import { ButtonLink } from "#ui/button-link.tsx";
import { MenuItem, MenuLink, MenuSeparator } from "#ui/menu.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { useCopy } from "#ui/use-copy.ts";
import type { usePlayground } from "./use-playground.ts";

// Most conversations are left before anybody asks for these.
const ChangesDialog = lazyPart(async () => (await import("./changes-dialog.tsx")).ChangesDialog);
const CommitDialog = lazyPart(async () => (await import("./commit-dialog.tsx")).CommitDialog);
const CreateDialog = lazyPart(async () => (await import("./create-dialog.tsx")).CreateDialog);
const RenameDialog = lazyPart(async () => (await import("./rename-dialog.tsx")).RenameDialog);

type PlaygroundHeaderProps = { readonly playground: ReturnType<typeof usePlayground>; readonly name: string };
type Asking = "changes" | "commit" | "rename" | null;

/** Which app, which revision, and what can be done with what was changed. */
export function PlaygroundHeader({ playground, name }: PlaygroundHeaderProps) {
  const { app, draft, text, errors, makeApp, rebase } = playground;
  const [asking, setAsking] = useState<Asking>(null);
  const close = (open: boolean) => !open && setAsking(null);
  /** The draft as it is by the time that somebody takes a step back. */
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  }, [draft]);
  const { copy } = useCopy();
  const canCommit = (app === null || draft.isEdited) && errors.size === 0 && text.fault === null;

  function discard() {
    const { config } = draft;
    draft.discard();
    toast(`The configuration is revision ${draft.base.number} again`, {
      action: { label: "Undo", onClick: () => latest.current.replace(config) },
    });
  }

  async function share() {
    if (await copy(window.location.href)) toast.success("Link copied");
    else toast.error("Copying was refused by the browser");
  }
  return (
    <>
      <PageHeader
        trail={[{ label: "Apps", href: "/apps" as Route }]}
        title={name}
        beside={<RevisionChip number={draft.base.number} isEdited={draft.isEdited} isKept={draft.isKept} />}
        menu={
          app ? (
            <>
              <MenuItem label="Rename…" onSelect={() => setAsking("rename")} />
              <MenuItem label="Diff" disabled={!draft.isEdited} onSelect={() => setAsking("changes")} />
              <MenuItem label="Share" onSelect={share} />
              <MenuLink label="Compare" href={`/apps/${app.slug}/compare` as Route} />
              <MenuLink label="Revisions & deployments" href={`/apps/${app.slug}/revisions` as Route} />
              <MenuLink label="Runs of this app" href={`/apps/${app.slug}/runs` as Route} />
              <MenuItem label="Export" onSelect={() => exportApp(app)} />
              <MenuSeparator />
              <MenuItem label="Discard changes" danger disabled={!draft.isEdited} onSelect={discard} />
            </>
          ) : null
        }
        action={
          <>
            {app ? (
              <span className="contents max-lg:hidden">
                <Button variant="ghost" disabled={!draft.isEdited} onClick={() => setAsking("changes")}>
                  Diff
                </Button>
                <Button variant="ghost" onClick={share}>
                  Share
                </Button>
              </span>
            ) : null}
            {app ? (
              <ButtonLink
                variant="ghost"
                href={`/apps/${app.slug}/compare` as Route}
                className="max-md:hidden"
              >
                Compare
              </ButtonLink>
            ) : null}
            {app && draft.base.number !== null ? (
              <DeployMenu app={app} revision={draft.base.number} hasChanges={draft.isEdited} />
            ) : null}
            <Button
              variant={canCommit ? "primary" : "secondary"}
              disabled={!canCommit}
              onClick={() => setAsking("commit")}
            >
              {app ? "Commit" : "Create app"}
            </Button>
          </>
        }
      />
      <Suspense>
        {app === null && asking === "commit" ? (
          <CreateDialog suggestedName={name} onOpenChange={close} onCreate={makeApp} />
        ) : null}
        {app && asking === "commit" ? (
          <CommitDialog app={app} draft={draft} onOpenChange={close} onCommitted={rebase} onRebase={rebase} />
        ) : null}
        {asking === "changes" ? <ChangesDialog draft={draft} onOpenChange={close} /> : null}
        {app && asking === "rename" ? <RenameDialog app={app} onOpenChange={close} /> : null}
      </Suspense>
    </>
  );
}

type RevisionChipProps = {
  readonly number: number | null;
  readonly isEdited: boolean;
  readonly isKept: boolean;
};

function RevisionChip({ number, isEdited, isKept }: RevisionChipProps) {
  if (number === null) return <Badge>draft</Badge>;
  if (!isEdited) return <Badge>r{number}</Badge>;
  return (
    <span title={isKept ? "Kept in this browser until you commit" : undefined}>
      <Badge tone={isKept ? "accent" : "warning"}>
        r{number} · {isKept ? "edited" : "edited, not kept by this browser"}
      </Badge>
    </span>
  );
}
