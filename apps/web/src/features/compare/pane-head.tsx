"use client";
import type { App } from "@slipway/schemas/apps/app";
import { Ellipsis } from "lucide-react";
import { Badge } from "#ui/badge.tsx";
import { IconButton } from "#ui/icon-button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#ui/menu.tsx";
import type { PaneConfig } from "./pane-config.ts";
import { paneLetter } from "./pane-letter.ts";
import { PaneModel } from "./pane-model.tsx";
import { PaneSourceMenu } from "./pane-source-menu.tsx";
import type { PaneSource } from "./pane-spec.ts";

export type PaneActions = {
  readonly onChoose: (source: PaneSource) => void;
  readonly onModel: (model: string) => void;
  /** Opens the draft of the pane's own; makes one first where it has none. */
  readonly onEdit: () => void;
  readonly onUse: () => void;
  /** Left out where it is the only pane. */
  readonly onRemove: (() => void) | undefined;
};

type PaneHeadProps = PaneActions & { readonly app: App; readonly at: number; readonly config: PaneConfig };

/** What a pane runs with, and what can be done with it. */
export function PaneHead({ app, at, config, onChoose, onModel, onEdit, onUse, onRemove }: PaneHeadProps) {
  const letter = paneLetter(at);
  const error = config.kind === "ready" ? [...config.errors.values()][0] : undefined;
  return (
    <div className="flex min-w-0 flex-col gap-1 px-2 py-1.5">
      <div className="flex min-w-0 items-center gap-1">
        <Badge tone="accent">{letter}</Badge>
        <PaneSourceMenu
          app={app}
          title={titleOf(config)}
          letter={letter}
          onChoose={onChoose}
          onEditCopy={onEdit}
        />
        <span className="ml-auto flex shrink-0">
          <Menu trigger={<IconButton label={`More about pane ${letter}`} icon={<Ellipsis />} size="sm" />}>
            <MenuItem
              label="Use this one"
              description="Opens the playground with it"
              disabled={config.kind !== "ready"}
              onSelect={onUse}
            />
            <MenuItem label="Edit configuration…" disabled={config.kind !== "ready"} onSelect={onEdit} />
            <MenuSeparator />
            <MenuItem label="Remove pane" disabled={!onRemove} onSelect={() => onRemove?.()} />
          </Menu>
        </span>
      </div>
      {config.kind === "ready" ? (
        <PaneModel letter={letter} model={config.config.model} onChange={onModel} />
      ) : (
        <p
          role={config.kind === "loading" ? undefined : "alert"}
          className="flex min-h-7 items-center text-12 text-muted"
        >
          {problemOf(config)}
        </p>
      )}
      {error ? (
        <p role="alert" className="text-12 text-danger-text">
          {error}
        </p>
      ) : null}
    </div>
  );
}

function titleOf(config: PaneConfig): string {
  if (config.kind === "ready") return config.title;
  return config.kind === "loading" ? "Reading…" : "Choose…";
}

function problemOf(config: Exclude<PaneConfig, { kind: "ready" }>): string {
  switch (config.kind) {
    case "loading":
      return "";
    case "failed":
      return config.message;
    case "missing":
      return config.name === "playground"
        ? "The playground has no changes that are not committed."
        : "This draft is not kept in this browser.";
  }
}
