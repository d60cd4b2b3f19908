"use client";
import { Command } from "cmdk";
import type { ReactNode } from "react";
import { Kbd } from "#ui/kbd.tsx";

type EntryProps = {
  /** Unique in the palette. */
  readonly id: string;
  readonly label: string;
  /** Quiet text at the right. */
  readonly detail?: ReactNode;
  readonly icon?: ReactNode;
  readonly shortcut?: string | undefined;
  /** Found by these words as well. */
  readonly keywords?: readonly string[];
  readonly onChoose: () => void;
};

export function Entry({ id, label, detail, icon, shortcut, keywords = [], onChoose }: EntryProps) {
  return (
    <Command.Item
      value={id}
      keywords={[label, ...keywords]}
      onSelect={onChoose}
      className="flex h-9 cursor-default items-center gap-2.5 rounded-sm px-2.5 select-none data-[selected=true]:bg-selected pointer-coarse:h-11 [&_svg]:size-4"
    >
      {icon ? (
        <span aria-hidden="true" className="grid w-4 shrink-0 place-items-center text-muted">
          {icon}
        </span>
      ) : null}
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {detail ? <span className="shrink-0 text-12 text-muted tabular-nums">{detail}</span> : null}
      {shortcut ? <Kbd keys={shortcut} className="shrink-0" /> : null}
    </Command.Item>
  );
}

export function EntryGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={label}
      className="**:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:py-1.5 **:[[cmdk-group-heading]]:text-12 **:[[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}
