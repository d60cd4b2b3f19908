import { classNames } from "./class-names.ts";

type KbdProps = {
  /** Keys pressed one after the other are separated by spaces, keys held together by `+`: "g a", "mod+k". */
  readonly keys: string;
  readonly className?: string;
};

const symbols: Record<string, string> = {
  mod: "⌘/Ctrl",
  shift: "⇧",
  alt: "⌥",
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
          {stroke
            .split("+")
            .map((key) => symbols[key.toLowerCase()] ?? key)
            .join(" ")}
        </kbd>
      ))}
    </span>
  );
}
