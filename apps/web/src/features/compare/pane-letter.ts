/** What the panes are called, from left to right. */
export function paneLetter(at: number): string {
  return String.fromCharCode(65 + at);
}
