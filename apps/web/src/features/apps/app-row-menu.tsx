"use client";
import type { App } from "@slipway/schemas/apps/app";
import { Archive, ArchiveRestore, Ellipsis, FileDown, History, PencilLine } from "lucide-react";
import type { Route } from "next";
import { useRef } from "react";
import { exportApp } from "#lib/export-app.ts";
import { IconButton } from "#ui/icon-button.tsx";
import { Menu, MenuItem, MenuLink } from "#ui/menu.tsx";

type AppRowMenuProps = {
  readonly app: App;
  readonly onRename: () => void;
  readonly onArchive: (archived: boolean) => void;
};

export function AppRowMenu({ app, onRename, onArchive }: AppRowMenuProps) {
  const startsRenaming = useRef(false);

  function rename() {
    startsRenaming.current = true;
    onRename();
  }

  /** The field of the name has taken the focus. */
  function givesFocusBack() {
    const gives = !startsRenaming.current;
    startsRenaming.current = false;
    return gives;
  }
  return (
    <Menu
      givesFocusBack={givesFocusBack}
      trigger={
        <IconButton
          label={`Actions for ${app.name}`}
          icon={<Ellipsis />}
          size="sm"
          tooltipSide="none"
          className="-outline-offset-2"
        />
      }
    >
      <MenuItem label="Rename" icon={<PencilLine />} onSelect={rename} />
      <MenuLink
        label="Revisions & deployments"
        icon={<History />}
        href={`/apps/${app.slug}/revisions` as Route}
      />
      <MenuItem label="Export" icon={<FileDown />} onSelect={() => exportApp(app)} />
      {app.archivedAt === null ? (
        <MenuItem label="Archive" icon={<Archive />} onSelect={() => onArchive(true)} />
      ) : (
        <MenuItem label="Restore" icon={<ArchiveRestore />} onSelect={() => onArchive(false)} />
      )}
    </Menu>
  );
}
