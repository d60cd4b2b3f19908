/** Where a cursor stands in a configuration's text: below which names, and what is to be written there. */
export type Place = {
  readonly path: readonly string[];
  readonly expects: "name" | "value";
  /** Where the word begins that is being written. */
  readonly from: number;
};

type Line = { readonly indent: number; readonly isItem: boolean; readonly key: string | null };

/** Told by the indentation above the cursor, so that it also works while the text is broken. Null: within a text. */
export function findYamlPlace(text: string, at: number): Place | null {
  const lines = text.slice(0, at).split("\n");
  const current = lines.pop() ?? "";
  const inBlock = isInBlockText(lines, indentOf(current));
  if (inBlock || current.includes("#")) return null;
  const value = /^([\s-]*)([\w-]+):\s+(\S*)$/.exec(current);
  if (value) {
    const [, lead = "", key = "", word = ""] = value;
    return { path: [...namesAbove(lines, lead.length), key], expects: "value", from: at - word.length };
  }
  const item = /^(\s*- +)(\S*)$/.exec(current);
  if (item) {
    const [, lead = "", word = ""] = item;
    return {
      path: [...namesAbove(lines, lead.indexOf("-") + 1), "0"],
      expects: "value",
      from: at - word.length,
    };
  }
  const name = /^(\s*)([\w-]*)$/.exec(current);
  if (!name) return null;
  const [, lead = "", word = ""] = name;
  return { path: namesAbove(lines, lead.length), expects: "name", from: at - word.length };
}

/** The names that a line of this indentation stands below, outermost first; entries of lists as places. */
function namesAbove(lines: readonly string[], indent: number): string[] {
  const path: string[] = [];
  let least = indent;
  for (const line of lines.toReversed().map(readLine)) {
    if (!line || least === 0) continue;
    if (line.isItem && line.indent < least) path.unshift("0");
    if (line.key !== null && line.indent < least && !line.isItem) path.unshift(line.key);
    if (line.indent < least) least = line.indent;
  }
  return path;
}

function readLine(line: string): Line | null {
  if (line.trim() === "" || line.trimStart().startsWith("#")) return null;
  const isItem = /^\s*- /.test(line);
  return { indent: indentOf(line), isItem, key: /^\s*([\w-]+):\s*$/.exec(line)?.[1] ?? null };
}

function isInBlockText(lines: readonly string[], indent: number): boolean {
  const opener = lines.toReversed().find((line) => line.trim() !== "" && indentOf(line) < indent);
  return opener !== undefined && /:\s*[|>][+-]?\s*$/.test(opener);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
