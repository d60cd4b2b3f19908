import { Fragment, type ReactNode } from "react";
import { classNames } from "./class-names.ts";

type KbdProps = {
  /** Keys pressed one after the other are separated by spaces, keys held together by `+`: "g a", "mod+k". */
  readonly keys: string;
  readonly className?: string;
};

const symbols: Readonly<Record<string, ReactNode>> = {
  mod: <OfKeyboard mac="⌘" other="Ctrl" />,
  shift: "⇧",
  alt: <OfKeyboard mac="⌥" other="Alt" />,
  enter: "↵",
  escape: "Esc",
  arrowup: "↑",
  arrowdown: "↓",
};

export function Kbd({ keys, className }: KbdProps) {
  return (
    <span className={classNames("inline-flex items-center gap-1", className)}>
      {keys.split(" ").map((stroke, position) => (
        <kbd
          // biome-ignore lint/suspicious/noArrayIndexKey: the strokes of one shortcut never change order.
          key={position}
          className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-line bg-sunken px-1 font-sans text-12 text-muted"
        >
          <Stroke keys={stroke.split("+")} />
        </kbd>
      ))}
    </span>
  );
}

/** Keys held together. A letter beside another key is written as it stands on the keyboard. */
function Stroke({ keys }: { readonly keys: readonly string[] }) {
  return keys.map((key, at) => (
    <Fragment key={key}>
      {at > 0 ? "\u00a0" : ""}
      {symbols[key.toLowerCase()] ?? (keys.length > 1 && key.length === 1 ? key.toUpperCase() : key)}
    </Fragment>
  ));
}

/** The document says which keyboard it is: see its layout. */
function OfKeyboard({ mac, other }: { readonly mac: string; readonly other: string }) {
  return (
    <>
      <span className="mac:hidden">{other}</span>
      <span className="hidden mac:inline">{mac}</span>
    </>
  );
}
