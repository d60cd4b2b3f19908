"use client";
import { useCallback, useRef } from "react";
import { CopyButton } from "./copy-button.tsx";

type CodeBlockProps = {
  readonly code: string;
  /** Said above the code: "curl", "response.json". */
  readonly label?: string;
};

/** Code to read and to take along, as plain text. */
export function CodeBlock({ code, label = "Code" }: CodeBlockProps) {
  const codeRef = useRef<HTMLElement>(null);
  const read = useCallback(() => codeRef.current?.textContent ?? "", []);
  return (
    // It clips nothing: round corners around what scrolls by itself cost a mask each.
    <figure className="min-w-0 rounded-md border border-line bg-sunken">
      <figcaption className="flex h-8 items-center justify-between border-b border-line pr-1 pl-3 text-12 text-muted">
        {label}
        <CopyButton text={read} label={`Copy ${label}`} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <pre tabIndex={0} className="overflow-x-auto p-3 text-12 leading-5 focus-visible:-outline-offset-2">
        <code ref={codeRef}>{code}</code>
      </pre>
    </figure>
  );
}
