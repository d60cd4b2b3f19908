/**
 * Whether a rule's pattern is the whole text: `*` stands for any text, also none and also across `/`; every other character
 * is itself. No regular expression is made of it: each piece between stars is looked for once, from left to right.
 */
export function matchPattern(pattern: string, text: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return text === pattern;
  if (text.length < first.length + last.length) return false;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found === -1 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}

/** A pattern that nothing can fail to match. */
export function matchesEverything(pattern: string): boolean {
  return /^\*+$/.test(pattern);
}
