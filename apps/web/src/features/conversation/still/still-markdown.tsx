import { MarkdownPieceList } from "../markdown/markdown-piece-list.tsx";
import { splitMarkdown } from "../markdown/split-markdown.ts";

type StillMarkdownProps = { readonly text: string; readonly open: boolean };

/** The elements of `Markdown`, made once: it needs no script. */
export function StillMarkdown({ text, open }: StillMarkdownProps) {
  return <MarkdownPieceList pieces={splitMarkdown(text)} open={open} />;
}
