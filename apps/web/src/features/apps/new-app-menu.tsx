"use client";
import { ChevronDown, FileUp, LayoutTemplate } from "lucide-react";
import { Button } from "#ui/button.tsx";
import { Menu, MenuItem, MenuLink, MenuSeparator } from "#ui/menu.tsx";
import { useShortcut } from "#ui/use-shortcut.ts";
import { blankChoices } from "./app-types.tsx";
import { newAppHref } from "./new-app-href.ts";

type NewAppMenuProps = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onFromTemplate: () => void;
  readonly onImport: () => void;
};

/** What a new app can start as. Choosing opens its playground at once. */
export function NewAppMenu({ open, onOpenChange, onFromTemplate, onImport }: NewAppMenuProps) {
  useShortcut({ keys: "n", label: "New app", group: "Everywhere", run: () => onOpenChange(true) });
  return (
    <Menu
      open={open}
      onOpenChange={onOpenChange}
      className="w-72"
      trigger={
        <Button variant="primary">
          New app
          <ChevronDown aria-hidden="true" className="-mr-1" />
        </Button>
      }
    >
      {blankChoices.map(({ label, line, icon, templateId }) => (
        <MenuLink
          key={templateId}
          label={label}
          description={line}
          icon={icon}
          href={newAppHref(templateId)}
        />
      ))}
      <MenuSeparator />
      <MenuItem
        label="From template…"
        description="A ready-made start to look at first"
        icon={<LayoutTemplate />}
        onSelect={onFromTemplate}
      />
      <MenuItem
        label="Import…"
        description="An app exported as a file"
        icon={<FileUp />}
        onSelect={onImport}
      />
    </Menu>
  );
}
