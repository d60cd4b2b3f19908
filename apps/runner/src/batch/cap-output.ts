import { toStorableText } from "@slipway/schemas/text";

/** Longest output of a call, in characters, the note about what was left out included. */
export const maxOutputCharacters = 100_000;
/** Of a long output the end often says how it went. */
const tailCharacters = 20_000;
const noteCharacters = 100;

export type CappedOutput = { readonly output: string; readonly truncated?: true };

/** Makes a tool's output storable, and no longer than the limit: its middle is left out, and a note says so. */
export function capOutput(output: string): CappedOutput {
  const text = toStorableText(output);
  if (text.length <= maxOutputCharacters) return { output: text };
  const head = text.slice(0, maxOutputCharacters - tailCharacters - noteCharacters);
  const tail = text.slice(-tailCharacters);
  const left = text.length - head.length - tail.length;
  const note = `\n[${left} of ${text.length} characters were left out here]\n`;
  return { output: `${head.toWellFormed()}${note}${tail.toWellFormed()}`, truncated: true };
}
