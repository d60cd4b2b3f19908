"use client";
import type { App } from "@slipway/schemas/apps/app";
import Link from "next/link";
import { type KeyboardEvent, useState } from "react";
import { Input } from "#ui/input.tsx";
import { appTypes } from "./app-types.tsx";

type AppNameCellProps = {
  readonly app: App;
  readonly isRenaming: boolean;
  /** Null: nothing was changed. */
  readonly onRenamed: (name: string | null) => void;
};

export function AppNameCell({ app, isRenaming, onRenamed }: AppNameCellProps) {
  const { icon, label } = appTypes[app.type];
  return (
    <span className="flex items-center gap-2.5">
      <span title={label} className="shrink-0 text-muted [&_svg]:size-4">
        {icon}
        <span className="sr-only">{label}</span>
      </span>
      {isRenaming ? (
        <RenameInput name={app.name} onRenamed={onRenamed} />
      ) : (
        <Link href={`/apps/${app.slug}`} className="truncate rounded-sm font-medium -outline-offset-2">
          {app.name}
        </Link>
      )}
    </span>
  );
}

function RenameInput({ name, onRenamed }: { name: string; onRenamed: (name: string | null) => void }) {
  const [value, setValue] = useState(name);

  function finish() {
    const next = value.trim();
    onRenamed(next === "" || next === name ? null : next);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Enter") finish();
    else onRenamed(null);
  }
  return (
    <Input
      aria-label={`New name of ${name}`}
      value={value}
      onValueChange={setValue}
      maxLength={120}
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onBlur={finish}
      onKeyDown={onKeyDown}
      className="-ml-2.5 max-w-80"
    />
  );
}
