/** A text of several lines, all but the first further in. */
export function indented(text: string, by: string): string {
  return text.replaceAll("\n", `\n${by}`);
}
