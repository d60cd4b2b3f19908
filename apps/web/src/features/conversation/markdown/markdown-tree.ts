import type { fromMarkdown } from "mdast-util-from-markdown";

/** A text as a tree of what it means (https://github.com/syntax-tree/mdast): CommonMark with GitHub's tables, lists of tasks and footnotes. */
export type MarkdownTree = ReturnType<typeof fromMarkdown>;
export type MarkdownNode = MarkdownTree["children"][number];
