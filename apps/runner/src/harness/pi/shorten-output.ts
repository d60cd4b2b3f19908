import { toStorableText } from "@slipway/schemas/text";

/** Keeps the beginning and the end of a text, and says how much is missing in between. */
export function shortenOutput(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const half = Math.floor(limit / 2);
  const left = text.length - 2 * half;
  // A cut in the middle of an emoji leaves half a character.
  const [start, end] = [text.slice(0, half), half === 0 ? "" : text.slice(-half)].map(toStorableText);
  return `${start}\n[… ${left.toLocaleString("en")} characters left out to save room …]\n${end}`;
}
