import { constants, readFileSync } from "node:fs";
import path from "node:path";
import { FileError } from "#tools/files/inside/file-error.ts";
import { isFolderInside, openInside } from "#tools/files/inside/open-inside.ts";
import type { FileAnswer, GrepTask } from "#tools/files/inside/protocol.ts";
import { escapeText, globToRegExp } from "#tools/files/inside/search/glob.ts";
import { walkFiles } from "#tools/files/inside/search/walk-files.ts";

const largestFile = 16 * 1024 * 1024;
const longestLine = 500;
const mostCharacters = 98_000;

/** Lines that a regular expression matches, as `path:line: text`, with `context` lines around as `path-line- text`. */
export function grepFiles(root: string, task: GrepTask): FileAnswer {
  const found: string[] = [];
  let matches = 0;
  let characters = 0;
  for (const { line, isMatch } of allLines(root, task)) {
    if (isMatch && matches === task.limit) return cut(found, `The first ${matches} matches`);
    characters += line.length + 1;
    if (characters > mostCharacters) return cut(found, "What an answer holds");
    if (isMatch) matches += 1;
    found.push(line);
  }
  if (matches > 0) return { output: found.join("\n") };
  return { output: "No line matches (binary files, .git and what .gitignore names are left out)." };
}

function* allLines(root: string, task: GrepTask): Generator<{ line: string; isMatch: boolean }> {
  const expression = toExpression(task);
  for (const file of filesOf(root, task)) {
    const text = readText(root, file);
    if (text === null || !mayMatch(expression, text)) continue;
    for (const { number, text: shown, isMatch, isGap } of matchesIn(text, expression, task.context)) {
      const mark = isMatch ? ":" : "-";
      yield { line: isGap ? "--" : `${file}${mark}${number}${mark} ${shown}`, isMatch };
    }
  }
}

function cut(found: readonly string[], what: string): FileAnswer {
  return { output: `${found.join("\n")}\n[${what}; there are more. Narrow the search.]`, truncated: true };
}

function toExpression({ pattern, literal, ignoreCase }: GrepTask): RegExp {
  // ripgrep's and PCRE's way to say it.
  const inline = /^\(\?i\)/.test(pattern) && !literal;
  const source = literal ? escapeText(pattern) : pattern.replace(/^\(\?i\)/, "");
  try {
    return new RegExp(source, ignoreCase || inline ? "i" : "");
  } catch (error) {
    const why = error instanceof Error ? error.message : "";
    throw new FileError(`The pattern is no regular expression of JavaScript: ${why}`, { cause: error });
  }
}

function* filesOf(root: string, { path: relative, glob }: GrepTask): Generator<string> {
  if (!isFolderInside(root, relative)) return yield relative;
  const fits = glob === undefined ? null : globToRegExp(glob);
  for (const entry of walkFiles(path.join(root, relative))) {
    if (!entry.isFolder && (fits === null || fits.test(entry.relative)))
      yield path.join(relative, entry.relative);
  }
}

/** A file's text; null for what is no text, too large, or gone. */
function readText(root: string, relative: string): string | null {
  try {
    const file = openInside(root, relative, constants.O_RDONLY);
    try {
      if (!file.stats.isFile() || file.stats.size > largestFile) return null;
      const bytes = readFileSync(file.fd);
      return bytes.subarray(0, 8_000).includes(0) ? null : bytes.toString("utf8");
    } finally {
      file.close();
    }
  } catch {
    return null;
  }
}

/** One look at the whole text spares the lines of most files, where the expression does not care for lines. */
function mayMatch(expression: RegExp, text: string): boolean {
  return /[$^]|\(\?/.test(expression.source) || expression.test(text);
}

type ShownLine = {
  readonly number: number;
  readonly text: string;
  readonly isMatch: boolean;
  readonly isGap: boolean;
};

function* matchesIn(text: string, expression: RegExp, context: number): Generator<ShownLine> {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  let shownUntil = 0;
  for (const [index, line] of lines.entries()) {
    if (!expression.test(line)) continue;
    const from = Math.max(shownUntil, index - context);
    if (context > 0 && shownUntil > 0 && from > shownUntil)
      yield { number: 0, text: "", isMatch: false, isGap: true };
    for (let at = from; at < index; at++) yield shown(lines, at, null);
    yield shown(lines, index, expression);
    shownUntil = index + 1;
    while (
      shownUntil < Math.min(lines.length, index + 1 + context) &&
      !expression.test(lines[shownUntil] ?? "")
    ) {
      yield shown(lines, shownUntil, null);
      shownUntil += 1;
    }
  }
}

function shown(lines: readonly string[], index: number, expression: RegExp | null): ShownLine {
  const line = lines[index] ?? "";
  return { number: index + 1, text: excerpt(line, expression), isMatch: expression !== null, isGap: false };
}

/** Of a long line, the part around the match. */
function excerpt(line: string, expression: RegExp | null): string {
  if (line.length <= longestLine) return line;
  const at = expression === null ? 0 : Math.max(0, line.search(expression) - longestLine / 4);
  const part = line.slice(at, at + longestLine).toWellFormed();
  return `${at > 0 ? "…" : ""}${part}${at + longestLine < line.length ? "…" : ""}`;
}
