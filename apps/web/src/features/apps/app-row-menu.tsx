"use client";
import type { App } from "@slipway/schemas/apps/app";
import { Archive, ArchiveRestore, Ellipsis, PencilLine } from "lucide-react";
import { useRef } from "react";
import { IconButton } from "#ui/icon-button.tsx";
import { Menu, MenuItem } from "#ui/menu.tsx";

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
      {app.archivedAt === null ? (
        <MenuItem label="Archive" icon={<Archive />} onSelect={() => onArchive(true)} />
      ) : (
        <MenuItem label="Restore" icon={<ArchiveRestore />} onSelect={() => onArchive(false)} />
      )}
    </Menu>
  );
}
