/** Words with the space before them: joined again they are the text. An empty text has no token. */
export function splitTokens(text: string): string[] {
  return text.match(/\s*\S+|\s+$/g) ?? [];
}

/** Pieces of twelve characters at most, so that the JSON of a tool call arrives cut at awkward places. */
export function splitArguments(text: string): string[] {
  return text.match(/.{1,12}/gsu) ?? [];
}
