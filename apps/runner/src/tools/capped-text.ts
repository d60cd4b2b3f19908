import { StringDecoder } from "node:string_decoder";

/** Characters of a tool's output that are kept: 100,000 reach the model at most, with the notes about them. */
export const keptCharacters = 99_000;

export type CappedText = {
  /** Takes the next bytes and returns what may be shown of them while the tool works: the beginning, once. */
  add(bytes: Buffer): string;
  /** All of it, or its beginning and its end with a note between. */
  finish(): { readonly text: string; readonly truncated: boolean };
};

/**
 * Collects text of any length in bounded memory. Bytes that are no UTF-8 become U+FFFD, and so does NUL, which a
 * database does not store as text.
 */
export function createCappedText(advice: string, limit = keptCharacters): CappedText {
  const decoder = new StringDecoder("utf8");
  const half = Math.floor(limit / 2);
  let head = "";
  let tail = "";
  let length = 0;

  const take = (decoded: string): string => {
    const text = decoded.replaceAll("\0", "\uFFFD");
    length += text.length;
    const forHead = text.slice(0, Math.max(0, half - head.length));
    head += forHead;
    tail = lastOf(tail + text.slice(forHead.length), limit - half);
    return forHead;
  };

  return {
    add: (bytes) => take(decoder.write(bytes)),
    finish: () => {
      take(decoder.end());
      if (length <= limit) return { text: head + tail, truncated: false };
      const start = head.replace(halfPairAtEnd, "");
      const end = tail.replace(halfPairAtStart, "");
      const omitted = length - start.length - end.length;
      return { text: `${start}\n[${omitted} characters left out. ${advice}]\n${end}`, truncated: true };
    },
  };
}

/** Cuts seldom: a long output comes in many small pieces. */
function lastOf(text: string, count: number): string {
  return text.length > count ? text.slice(-count) : text;
}

const halfPairAtEnd = /[\uD800-\uDBFF]$/;
const halfPairAtStart = /^[\uDC00-\uDFFF]/;
