"use client";
import { memo, useState } from "react";
import { MarkdownPieceList } from "./markdown-piece-list.tsx";
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
  return <MarkdownPieceList pieces={pieces} open={open} />;
});
