/**
 * A glob as a regular expression over a relative path: `*` and `?` stay within a name, `**` goes over folders, `[…]` and
 * `{a,b}` as usual. A pattern without a slash is about the name alone.
 */
export function globToRegExp(glob: string): RegExp {
  const pattern = glob.replace(/^\.?\//, "");
  return new RegExp(`^${pattern.includes("/") ? "" : "(?:.*/)?"}${translate(pattern)}$`, "s");
}

/** The part of the expression for a pattern, for whoever anchors it differently. */
export function translate(glob: string): string {
  let open = 0;
  const body = glob.replaceAll(tokens, (token, at: number) => {
    const isAtStart = at === 0 || glob.charAt(at - 1) === "/";
    if (token === "**/") return isAtStart ? "(?:.*/)?" : ".*/";
    if (token === "{" && glob.includes("}", at)) {
      open += 1;
      return "(?:";
    }
    if (open > 0 && token === ",") return "|";
    if (open > 0 && token === "}") {
      open -= 1;
      return ")";
    }
    return (
      wildcards[token] ??
      (token.length > 2 ? characterSet(token) : escapeText(token.replace(/^\\(?=.)/s, "")))
    );
  });
  return body + ")".repeat(open);
}

const tokens = /\*\*\/|\*\*|\[[!^]?\]?[^\]/]*\]|\\?./gs;

const wildcards: Readonly<Record<string, string>> = { "**": ".*", "*": "[^/]*", "?": "[^/]" };

function characterSet(token: string): string {
  const isNegated = /^\[[!^]/.test(token);
  const inner = token.slice(isNegated ? 2 : 1, -1).replaceAll(/[\\\][^]/g, "\\$&");
  return `[${isNegated ? "^/" : ""}${inner}]`;
}

export function escapeText(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
