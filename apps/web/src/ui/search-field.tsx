"use client";
import { Search } from "lucide-react";
import { useRef } from "react";
import { classNames } from "./class-names.ts";
import { Input } from "./input.tsx";
import { useShortcut } from "./use-shortcut.ts";

type SearchFieldProps = {
  /** What is searched: "Search apps". */
  readonly label: string;
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  /** Goes there with `/`, and leaves it with Esc once it is empty. One on a page. */
  readonly withShortcut?: boolean;
  readonly className?: string;
};

/** Narrows what stands below it while typing. Esc empties it. */
export function SearchField({
  label,
  value,
  onValueChange,
  withShortcut = false,
  className,
}: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useShortcut({
    keys: "/",
    label,
    group: "Lists",
    enabled: withShortcut,
    run: () => input.current?.focus(),
  });
  return (
    <div className={classNames("relative", className)}>
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint"
      />
      <Input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        onValueChange={onValueChange}
        autoComplete="off"
        spellCheck={false}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          // The first Esc belongs to the text, the next one to the layer around it.
          if (value !== "") event.stopPropagation();
          if (value === "") input.current?.blur();
          onValueChange("");
        }}
        className="pl-8 [&::-webkit-search-cancel-button]:hidden"
      />
    </div>
  );
}
