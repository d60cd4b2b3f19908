import { MarkdownTreeView } from "../markdown/markdown-tree-view.tsx";
import { readMarkdown } from "../markdown/read-markdown.ts";
import { splitMarkdown } from "../markdown/split-markdown.ts";

type StillMarkdownProps = { readonly text: string; readonly open: boolean };

/** The elements of `Markdown`, made once: it needs no script. */
export function StillMarkdown({ text, open }: StillMarkdownProps) {
  const { finished, rest } = splitMarkdown(text);
  return (
    <div className="markdown min-w-0">
      {[...finished, rest].map((piece, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name but their place, and these never change.
        <div key={at} className="markdown-piece">
          <MarkdownTreeView {...readMarkdown(piece, { isOpen: open && at === finished.length })} />
        </div>
      ))}
    </div>
  );
}
