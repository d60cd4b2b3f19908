"use client";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { CopyButton } from "#ui/copy-button.tsx";
import { formatCount } from "#ui/format-count.ts";

type OutputBlockProps<Line> = {
  readonly label: string;
  /** What the copy button takes along. */
  readonly copy: string;
  readonly lines: readonly Line[];
  readonly show: (lines: readonly Line[]) => ReactNode;
  /** More comes: the end stays in sight while the reader is there. */
  readonly growing?: boolean;
  /** Stands beside the label. */
  readonly note?: ReactNode;
};

const firstLines = 200;
const chunkLines = 100;

/** Lines in a box of limited height: the first (or, while they grow, the last) of many, all of them on demand. */
export function OutputBlock<Line>(props: OutputBlockProps<Line>) {
  const { label, copy, lines, show, growing = false, note } = props;
  const [showsAll, setShowsAll] = useState(false);
  const isCut = !showsAll && lines.length > firstLines;
  const part = growing ? lines.slice(-firstLines) : lines.slice(0, firstLines);
  const shown = isCut ? part : lines;
  const scrollerRef = useTail<HTMLDivElement>(growing, copy);
  return (
    <figure className="overflow-hidden rounded-md bg-sunken">
      <figcaption className="flex h-7 items-center gap-2 pr-1 pl-2.5 text-12 text-muted">
        {label}
        {note ? <span className="min-w-0 truncate text-faint">{note}</span> : null}
        <span className="ml-auto">
          <CopyButton text={copy} label={`Copy ${label.toLowerCase()}`} />
        </span>
      </figcaption>
      <div
        ref={scrollerRef}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className="max-h-80 overflow-auto px-2.5 pb-2 text-12 focus-visible:-outline-offset-2"
      >
        {chunksOf(shown).map((chunk, at) => (
          // Far from sight the browser neither lays a chunk out nor paints it.
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: chunks only ever come at the end.
            key={at}
            className="-mx-2.5 px-2.5 [contain-intrinsic-size:auto_1600px] [content-visibility:auto]"
          >
            {show(chunk)}
          </div>
        ))}
      </div>
      {isCut ? (
        <button
          type="button"
          onClick={() => setShowsAll(true)}
          className="h-7 w-full border-t border-line text-12 text-accent-text hover:bg-hover focus-visible:-outline-offset-2 pointer-coarse:h-11"
        >
          Show all {formatCount(lines.length)} lines
        </button>
      ) : null}
    </figure>
  );
}

function chunksOf<Line>(lines: readonly Line[]): (readonly Line[])[] {
  if (lines.length <= firstLines) return [lines];
  const count = Math.ceil(lines.length / chunkLines);
  return Array.from({ length: count }, (_, at) => lines.slice(at * chunkLines, (at + 1) * chunkLines));
}

/** Keeps the end in sight as the content grows, until the reader scrolls away from it. */
function useTail<Box extends HTMLElement>(isOn: boolean, content: string) {
  const ref = useRef<Box>(null);
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    const box = ref.current;
    if (!box || !isOn) return;
    const notice = () => {
      isAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 8;
    };
    box.addEventListener("scroll", notice, { passive: true });
    return () => box.removeEventListener("scroll", notice);
  }, [isOn]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the content is what makes the box grow.
  useLayoutEffect(() => {
    const box = ref.current;
    if (box && isOn && isAtEnd.current) box.scrollTop = box.scrollHeight;
  }, [isOn, content]);
  return ref;
}
