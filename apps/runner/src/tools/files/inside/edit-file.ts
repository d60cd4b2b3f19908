import { constants, readFileSync } from "node:fs";
import { FileError } from "#tools/files/inside/file-error.ts";
import { openInside } from "#tools/files/inside/open-inside.ts";
import type { FileAnswer } from "#tools/files/inside/protocol.ts";
import { replaceContent } from "#tools/files/inside/write-file.ts";

const largestBytes = 16 * 1024 * 1024;

export type TextEdit = { readonly oldText: string; readonly newText: string };

/** Replaces a piece of text that occurs exactly once. */
export function editInside(root: string, relative: string, edit: TextEdit): FileAnswer {
  const { text, line } = replaceOnce(readText(root, relative), relative, edit);
  replaceContent(root, relative, Buffer.from(text));
  const lines = edit.newText.split("\n").length;
  const where = lines === 1 ? `line ${line}` : `lines ${line} to ${line + lines - 1}`;
  return { output: `Edited ${relative}: now ${where}.` };
}

function readText(root: string, relative: string): string {
  const file = openInside(root, relative, constants.O_RDONLY);
  try {
    if (!file.stats.isFile()) throw new FileError(`${relative} is no regular file.`);
    if (file.stats.size > largestBytes)
      throw new FileError(`${relative} is larger than 16 MiB: edit it with bash.`);
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(file.fd));
  } catch (error) {
    if (error instanceof TypeError) {
      throw new FileError(`${relative} is not UTF-8 text: edit it with bash.`, { cause: error });
    }
    throw error;
  } finally {
    file.close();
  }
}

/**
 * The text with its one occurrence of `oldText` replaced, and the line where that is. A file whose lines end in CRLF
 * keeps them, though models write LF. Throws a FileError that says what to do when there is none or more than one.
 */
export function replaceOnce(
  text: string,
  name: string,
  edit: TextEdit,
): { readonly text: string; readonly line: number } {
  if (edit.oldText === "") throw new FileError("oldText is empty: use write to make or replace a file.");
  if (edit.oldText === edit.newText) throw new FileError("oldText and newText are the same.");
  const hasCrlf = text.includes("\r\n") && !/(^|[^\r])\n/.test(text);
  const [oldText, newText] = hasCrlf
    ? [toCrlf(edit.oldText), toCrlf(edit.newText)]
    : [edit.oldText, edit.newText];
  const places = findAll(text, oldText);
  const [at] = places;
  if (at === undefined) throw new FileError(`${name}: oldText was not found. ${hintFor(text, oldText)}`);
  if (places.length > 1) {
    const lines = places.slice(0, 10).map((place) => lineAt(text, place));
    throw new FileError(
      `${name}: oldText occurs ${places.length} times (lines ${lines.join(", ")}). Give more of the text around the one you mean.`,
    );
  }
  return { text: text.slice(0, at) + newText + text.slice(at + oldText.length), line: lineAt(text, at) };
}

function toCrlf(text: string): string {
  return text.replaceAll(/\r?\n/g, "\r\n");
}

function findAll(text: string, part: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) places.push(at);
  return places;
}

function lineAt(text: string, at: number): number {
  return text.slice(0, at).split("\n").length;
}

/** Most often the text is there with other white space. */
function hintFor(text: string, oldText: string): string {
  const wanted = squeeze(oldText.split("\n").find((line) => line.trim() !== "") ?? "");
  const line = text
    .split("\n")
    .findIndex((candidate) => wanted !== "" && squeeze(candidate).includes(wanted));
  if (line === -1) return "Read the file again: it may have changed.";
  return `Line ${line + 1} is like it but for white space or what follows: read it and copy it exactly, without line numbers.`;
}

function squeeze(line: string): string {
  return line.replaceAll(/\s+/g, " ").trim();
}
