import type { MarkdownTree } from "./markdown-tree.ts";

/** Words alone, in one line: no character in it could mean anything else. */
const plainLine = /^\p{L}[^\n\r\t\0\\`*_~[\]<>&@$]*$/u;
/** What would become a link all the same. */
const address = /:\/\/|www\./i;
const openingFence = /^(`{3,}|~{3,})([\w+#.-]*)\n/;

/**
 * The tree of a growing text that can be read without a parser: a paragraph of words, or a fence that is still open.
 * Null: it takes the parser, in which a quarter of all scripts' time went while four answers grew.
 */
export function readSimpleMarkdown(text: string): MarkdownTree | null {
  if (plainLine.test(text) && !address.test(text)) {
    return root({ type: "paragraph", children: [{ type: "text", value: text.trimEnd() }] });
  }
  const [head, marks, lang] = openingFence.exec(text) ?? [];
  if (head === undefined || marks === undefined) return null;
  const code = text.slice(head.length);
  // A line of them may close it: then more may follow.
  if (/[\r\0]/.test(code) || code.includes(marks)) return null;
  return root({ type: "code", lang: lang || null, meta: null, value: code.replace(/\n$/, "") });
}

function root(child: MarkdownTree["children"][number]): MarkdownTree {
  return { type: "root", children: [child] };
}
