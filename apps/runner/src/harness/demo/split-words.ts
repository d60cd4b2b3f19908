/** Words as the demo model counts and streams them: each with the space before it, so that joined they are the text. */
export function splitWords(text: string): readonly string[] {
  return text.match(/\s*\S+|\s+$/g) ?? [];
}
