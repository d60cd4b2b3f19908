"use client";
import { Image as ImageIcon } from "lucide-react";
import { type ComponentProps, isValidElement, memo, type ReactNode, useState } from "react";
import { type Components, defaultRehypePlugins, type ExtraProps, Streamdown } from "streamdown";
import { CodeBlock } from "#ui/code-block.tsx";
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

/** What does not change is not rendered again while the rest is written. */
const Piece = memo(function Piece({ text, open }: MarkdownProps) {
  return (
    <Streamdown
      className="markdown-piece"
      parseIncompleteMarkdown={open}
      isAnimating={open}
      controls={false}
      linkSafety={{ enabled: false }}
      rehypePlugins={rehypePlugins}
      components={components}
    >
      {text}
    </Streamdown>
  );
});

// Without the plugin that reads HTML: it becomes text. What is left is cleaned of addresses such as javascript:.
const rehypePlugins = defaultRehypePlugins.sanitize ? [defaultRehypePlugins.sanitize] : [];

const components: Components = {
  p: "p",
  h1: "h1",
  h2: "h2",
  h3: "h3",
  h4: "h4",
  h5: "h5",
  h6: "h6",
  ul: "ul",
  ol: "ol",
  li: "li",
  hr: "hr",
  strong: "strong",
  blockquote: "blockquote",
  sup: "sup",
  sub: "sub",
  section: "section",
  thead: "thead",
  tbody: "tbody",
  tr: "tr",
  th: "th",
  td: "td",
  code: "code",
  pre: Fence,
  table: Table,
  a: SafeLink,
  img: ImageOffer,
};

function Fence({ children }: ComponentProps<"pre"> & ExtraProps) {
  const code = isValidElement<{ className?: string; children?: ReactNode }>(children) ? children.props : {};
  const language = /language-(\S+)/.exec(code.className ?? "")?.[1];
  return <CodeBlock code={textOf(code.children).replace(/\n$/, "")} label={language ?? "Code"} />;
}

function Table({ children }: ComponentProps<"table"> & ExtraProps) {
  return (
    <div
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="overflow-x-auto rounded-md border border-line focus-visible:-outline-offset-2"
    >
      <table className="w-full border-collapse">{children}</table>
    </div>
  );
}

function SafeLink({ href, children }: ComponentProps<"a"> & ExtraProps) {
  if (!href || !/^(https?|mailto|tel):/i.test(href)) return <span>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

function ImageOffer({ src, alt }: ComponentProps<"img"> & ExtraProps) {
  const name = alt || "Image";
  return (
    <span className="inline-flex items-center gap-1.5 align-bottom text-muted">
      <ImageIcon aria-hidden="true" className="size-4 shrink-0" />
      {typeof src === "string" && /^https?:/i.test(src) ? <SafeLink href={src}>{name}</SafeLink> : name}
    </span>
  );
}

function textOf(node: ReactNode): string {
  if (Array.isArray(node)) return node.map(textOf).join("");
  return typeof node === "string" || typeof node === "number" ? String(node) : "";
}
