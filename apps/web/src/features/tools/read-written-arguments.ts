/** Texts (the last one may have no closing quote yet) and what gives the JSON its shape. */
const tokens = /"((?:[^"\\]|\\.)*)(\\?)("|$)|[{}[\],]/gs;
const depthOf: Readonly<Record<string, number>> = { "{": 1, "[": 1, "}": -1, "]": -1 };

/**
 * The text values at the top of a JSON object that is still being written, the last one as far as it has come. What is
 * not text is left out: it is shown once it is whole.
 */
export function readWrittenArguments(json: string): Readonly<Record<string, string>> {
  const found = new Map<string, string>();
  let depth = 0;
  let key: string | null = null;
  for (const [token, text, , quote] of json.matchAll(tokens)) {
    depth += depthOf[token] ?? 0;
    if (depth !== 1) continue;
    if (token === ",") key = null;
    if (text === undefined) continue;
    if (key !== null) found.set(key, unquote(text));
    // A key that is half written names nothing.
    else if (quote === '"') key = unquote(text);
  }
  return Object.fromEntries(found);
}

/** An escape that is half written is left out. */
function unquote(text: string): string {
  const whole = text.replace(/(?<!\\)((?:\\\\)*)\\(?:u[\da-f]{0,3})?$/i, "$1");
  try {
    return String(JSON.parse(`"${whole}"`));
  } catch {
    return whole;
  }
}
