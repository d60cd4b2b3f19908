import { constants, readFileSync } from "node:fs";
import { FileError } from "#tools/files/inside/file-error.ts";
import { imageTypeOf } from "#tools/files/inside/image-type.ts";
import { openInside } from "#tools/files/inside/open-inside.ts";
import type { FileAnswer } from "#tools/files/inside/protocol.ts";

const mebibyte = 1024 * 1024;
const largestText = 64 * mebibyte;
const largestImage = 5 * mebibyte;
const usualLines = 2_000;
const longestLine = 2_000;
/** Leaves room for notes within the 100,000 that a tool may answer. */
const mostCharacters = 98_000;

export type ReadRange = { readonly offset?: number; readonly limit?: number };

/** A text's lines with their numbers, or an image. What is neither is refused. */
export function readInside(root: string, relative: string, range: ReadRange): FileAnswer {
  const file = openInside(root, relative, constants.O_RDONLY);
  try {
    if (file.stats.isDirectory()) throw new FileError(`${relative} is a folder: use ls.`);
    if (!file.stats.isFile()) throw new FileError(`${relative} is no regular file.`);
    if (file.stats.size > largestText) {
      throw new FileError(
        `${relative} holds ${inMebibytes(file.stats.size)}: look at parts of it with bash or grep.`,
      );
    }
    const bytes = readFileSync(file.fd);
    const imageType = imageTypeOf(bytes);
    if (imageType !== null) return imageAnswer(relative, bytes, imageType);
    if (bytes.subarray(0, 8_000).includes(0)) {
      throw new FileError(
        `${relative} is binary (${bytes.length} bytes): nothing of it can be shown as text.`,
      );
    }
    return numberLines(bytes.toString("utf8"), range);
  } finally {
    file.close();
  }
}

function imageAnswer(relative: string, bytes: Buffer, mediaType: string): FileAnswer {
  if (bytes.length > largestImage) {
    throw new FileError(
      `${relative} is an image of ${inMebibytes(bytes.length)}; up to 5 MiB can be shown. Make it smaller.`,
    );
  }
  const output = `${relative}: ${mediaType}, ${bytes.length} bytes.`;
  return { output, image: { mediaType, base64: bytes.toString("base64") } };
}

/** Lines from `offset` (1 is the first), each after its number, until `limit` lines or what an answer holds. */
export function numberLines(text: string, { offset = 1, limit = usualLines }: ReadRange): FileAnswer {
  if (text === "") return { output: "(empty file)" };
  const lines = text.replace(/^\uFEFF/, "").split("\n");
  if (lines.at(-1) === "") lines.pop();
  if (offset > lines.length) {
    throw new FileError(`There is no line ${offset}: the file has ${lines.length}.`);
  }
  const shown: string[] = [];
  let characters = 0;
  for (const line of lines.slice(offset - 1, offset - 1 + limit)) {
    const numbered = `${offset + shown.length}\t${shortened(line.replace(/\r$/, ""))}`;
    characters += numbered.length + 1;
    if (characters > mostCharacters && shown.length > 0) break;
    shown.push(numbered);
  }
  const last = offset + shown.length - 1;
  if (last >= lines.length) return { output: shown.join("\n") };
  const note = `[Lines ${offset} to ${last} of ${lines.length}. Go on with offset ${last + 1}.]`;
  return { output: `${shown.join("\n")}\n${note}`, truncated: true };
}

function shortened(line: string): string {
  if (line.length <= longestLine) return line;
  return `${line.slice(0, longestLine).toWellFormed()} [${line.length - longestLine} more characters]`;
}

function inMebibytes(bytes: number): string {
  return `${(bytes / mebibyte).toFixed(1)} MiB`;
}
