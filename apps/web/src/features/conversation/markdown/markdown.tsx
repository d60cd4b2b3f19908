"use client";
import { memo, useState } from "react";
import { MarkdownTreeView } from "./markdown-tree-view.tsx";
import { readMarkdown } from "./read-markdown.ts";
import "./markdown.css";
import { noPieces, splitMarkdown } from "./split-markdown.ts";

type MarkdownProps = {
  readonly text: string;
  /** More is coming: what is half written is shown as if it were whole. */
  readonly open: boolean;
};

/**
 * A model's markdown. HTML in it is shown as the text that it is, images are offered as links, never loaded by themselves
 * (their address could carry away what the conversation says), and links leave in a tab of their own.
 */
export const Markdown = memo(function Markdown({ text, open }: MarkdownProps) {
  const [known, setKnown] = useState({ text: "", ...noPieces });
  const pieces = known.text === text ? known : { text, ...splitMarkdown(text, known) };
  if (pieces !== known) setKnown(pieces);
  return (
    <div className="markdown min-w-0">
      {pieces.finished.map((piece, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces are only ever added at the end.
        <Piece key={at} text={piece} open={false} />
      ))}
      <Piece key={pieces.finished.length} text={pieces.rest} open={open} />
    </div>
  );
});

/** What does not change is not read again while the rest is written. */
const Piece = memo(function Piece({ text, open }: MarkdownProps) {
  return (
    <div className="markdown-piece">
      <MarkdownTreeView {...readMarkdown(text, { isOpen: open })} />
    </div>
  );
});
