"use client";
import { TerminalLines } from "./terminal-lines.tsx";

/** Enough to see that something happens; the row opens to the rest. */
const tailLines = 6;
/** Reading the last of a long output is enough for these lines. */
const tailCharacters = 4_000;

/** The newest lines of a running call. */
export function LiveTail({ text }: { text: string }) {
  const tail = text.slice(-tailCharacters);
  return (
    <div className="mt-0.5 mb-1 ml-1.5 max-h-26 overflow-hidden border-l border-line pl-3.5 text-12 text-muted">
      <TerminalLines text={tail} last={tailLines} />
    </div>
  );
}
