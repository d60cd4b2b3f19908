import { memo } from "react";
import { MarkdownTreeView } from "./markdown-tree-view.tsx";
import { readMarkdown } from "./read-markdown.ts";
import type { MarkdownPieces } from "./split-markdown.ts";

type MarkdownPieceListProps = {
  readonly pieces: Pick<MarkdownPieces, "finished" | "rest">;
  /** More is coming: what is half written is shown as if it were whole. */
  readonly open: boolean;
};

/** A text's pieces, each by itself. A piece is known by where it begins, which stays while more is written behind it. */
export function MarkdownPieceList({ pieces: { finished, rest }, open }: MarkdownPieceListProps) {
  let end = 0;
  return (
    <div className="markdown min-w-0">
      {finished.map((text) => {
        const start = end;
        end += text.length;
        return <Piece key={start} text={text} open={false} />;
      })}
      <Piece key={end} text={rest} open={open} />
    </div>
  );
}

/** What does not change is not read again while the rest is written. */
const Piece = memo(function Piece({ text, open }: { readonly text: string; readonly open: boolean }) {
  return (
    <div className="markdown-piece">
      <MarkdownTreeView {...readMarkdown(text, { isOpen: open })} />
    </div>
  );
});
