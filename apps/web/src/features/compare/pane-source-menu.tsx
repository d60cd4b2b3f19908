"use client";
import type { App } from "@slipway/schemas/apps/app";
import { ChevronDown } from "lucide-react";
import { Button } from "#ui/button.tsx";
import { formatRelativeTime } from "#ui/format-relative-time.ts";
import { Menu, MenuGroup, MenuItem, MenuSeparator } from "#ui/menu.tsx";
import { readPaneDraft } from "./draft-shelf.ts";
import { type PaneSource, playgroundDraft } from "./pane-spec.ts";
import { useRevisions } from "./use-revisions.ts";

type PaneSourceMenuProps = {
  readonly app: App;
  readonly title: string;
  readonly letter: string;
  readonly onChoose: (source: PaneSource) => void;
  /** Makes a draft of this pane's own and opens it. */
  readonly onEditCopy: () => void;
};

/** Which configuration a pane has: a revision, the playground's draft, or a draft of its own. */
export function PaneSourceMenu({ app, title, letter, onChoose, onEditCopy }: PaneSourceMenuProps) {
  return (
    <Menu
      align="start"
      className="w-72"
      trigger={
        <Button
          variant="ghost"
          size="sm"
          className="min-w-0 shrink! justify-start"
          aria-label={`Configuration of pane ${letter}: ${title}`}
        >
          <span className="truncate">{title}</span>
          <ChevronDown aria-hidden="true" className="text-faint" />
        </Button>
      }
    >
      <MenuItem
        label="Edit a copy…"
        description="A draft of this pane's own: it changes nothing else"
        onSelect={onEditCopy}
      />
      {readPaneDraft(app.id, playgroundDraft) ? (
        <MenuItem
          label="The playground's draft"
          description="As it stands there, not committed yet"
          onSelect={() => onChoose({ kind: "draft", name: playgroundDraft })}
        />
      ) : null}
      <MenuSeparator />
      <RevisionEntries appId={app.id} onChoose={onChoose} />
    </Menu>
  );
}

function RevisionEntries({ appId, onChoose }: { appId: string; onChoose: (source: PaneSource) => void }) {
  const revisions = useRevisions(appId);
  if (!revisions.data) {
    return <p className="px-2 py-1.5 text-muted">{revisions.error?.message ?? "Reading…"}</p>;
  }
  return (
    <MenuGroup label="Revisions">
      {revisions.data.map(({ number, message, createdAt }) => (
        <MenuItem
          key={number}
          label={`r${number}`}
          description={`${message || "No message"} · ${formatRelativeTime(new Date(createdAt), new Date())}`}
          onSelect={() => onChoose({ kind: "revision", number, model: null })}
        />
      ))}
    </MenuGroup>
  );
}
