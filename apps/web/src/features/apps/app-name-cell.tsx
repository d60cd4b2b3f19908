"use client";
import type { App } from "@slipway/schemas/apps/app";
import Link from "next/link";
import { type KeyboardEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
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
  const link = useRef<HTMLAnchorElement>(null);

  function finish(name: string | null, by: "keys" | "blur") {
    // At once, so that the link is there to take the focus back.
    flushSync(() => onRenamed(name));
    if (by === "keys") link.current?.focus();
  }
  return (
    <span className="flex items-center gap-2.5">
      <span title={label} className="shrink-0 text-muted [&_svg]:size-4">
        {icon}
        <span className="sr-only">{label}</span>
      </span>
      {isRenaming ? (
        <RenameInput name={app.name} onFinish={finish} />
      ) : (
        <Link
          ref={link}
          href={`/apps/${app.slug}`}
          className="truncate rounded-sm font-medium -outline-offset-2"
        >
          {app.name}
        </Link>
      )}
    </span>
  );
}

type RenameInputProps = {
  readonly name: string;
  /** Null: nothing was changed. */
  readonly onFinish: (name: string | null, by: "keys" | "blur") => void;
};

function RenameInput({ name, onFinish }: RenameInputProps) {
  const [value, setValue] = useState(name);
  // Taking the input away blurs it: that is no second end.
  const isDone = useRef(false);

  function finish(next: string | null, by: "keys" | "blur") {
    if (isDone.current) return;
    isDone.current = true;
    onFinish(next === "" || next === name ? null : next, by);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    finish(event.key === "Enter" ? value.trim() : null, "keys");
  }
  return (
    <Input
      aria-label={`New name of ${name}`}
      value={value}
      onValueChange={setValue}
      maxLength={120}
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => finish(value.trim(), "blur")}
      onKeyDown={onKeyDown}
      className="-ml-2.5 max-w-80"
    />
  );
}
