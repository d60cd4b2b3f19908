import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import remend from "remend";
import type { MarkdownTree } from "./markdown-tree.ts";
import { readSimpleMarkdown } from "./read-simple-markdown.ts";

const options = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };

export type ReadMarkdown = {
  readonly tree: MarkdownTree;
  /** What the places of its nodes count in. */
  readonly source: string;
};

/** Reads markdown. Of a text that is still written, what is half there is taken as if it were whole. */
export function readMarkdown(text: string, { isOpen }: { readonly isOpen: boolean }): ReadMarkdown {
  const simple = isOpen ? readSimpleMarkdown(text) : null;
  if (simple) return { tree: simple, source: text };
  const source = isOpen ? remend(text, { linkMode: "text-only" }) : text;
  return { tree: fromMarkdown(source, options), source };
}
