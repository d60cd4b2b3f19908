"use client";
import { Check, Copy } from "lucide-react";
import { shortenMiddle } from "./shorten-middle.ts";
import { useCopy } from "./use-copy.ts";

/** An id in mono, its middle left out; a click copies the whole. */
export function CopyableId({ id, length = 16 }: { id: string; length?: number }) {
  const { state, copy } = useCopy();
  return (
    <button
      type="button"
      title={id}
      onClick={() => void copy(id)}
      className="group -mx-1 inline-flex max-w-full items-center gap-1 rounded-sm px-1 font-mono text-12 text-muted hover:bg-hover hover:text-text"
    >
      <span className="sr-only">Copy</span>
      <span className="truncate">{shortenMiddle(id, length)}</span>
      {state === "copied" ? (
        <Check aria-hidden="true" className="size-3 shrink-0 text-success-text" />
      ) : (
        <Copy
          aria-hidden="true"
          className="size-3 shrink-0 opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
        />
      )}
      <span role="status" className="sr-only">
        {state === "copied" ? "Copied" : ""}
      </span>
    </button>
  );
}
