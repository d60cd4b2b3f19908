"use client";
import { Columns3 } from "lucide-react";
import { IconButton } from "#ui/icon-button.tsx";
import { Menu, MenuCheck, MenuGroup } from "#ui/menu.tsx";
import type { ColumnChoice } from "./chosen-columns.ts";
import { runColumns } from "./run-columns.tsx";

type RunColumnsMenuProps = {
  readonly columns: readonly ColumnChoice[];
  readonly onChange: (column: ColumnChoice, isShown: boolean) => void;
};

/** Which columns the table has. */
export function RunColumnsMenu({ columns, onChange }: RunColumnsMenuProps) {
  return (
    <Menu trigger={<IconButton label="Columns" icon={<Columns3 />} variant="secondary" />}>
      <MenuGroup label="Columns, where the window is wide enough">
        {runColumns.map(({ key, header }) =>
          key === "input" ? null : (
            <MenuCheck
              key={key}
              label={header}
              checked={columns.includes(key)}
              onCheckedChange={(isShown) => onChange(key, isShown)}
            />
          ),
        )}
      </MenuGroup>
    </Menu>
  );
}
