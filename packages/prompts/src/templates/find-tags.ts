/** `{{name}}`, `{{#name}}`, `{{^name}}`, `{{/name}}` or `{{! a comment}}` in a text, with its braces from `from` to `to`. */
export type Tag = {
  readonly kind: "variable" | "section" | "inverted" | "end" | "comment";
  readonly name: string;
  readonly from: number;
  readonly to: number;
};

/** Why a text is no template, and where. */
export type TemplateFault = { readonly message: string; readonly from: number; readonly to: number };

export type FoundTags = {
  readonly tags: readonly Tag[];
  /** The first thing that is wrong; null: it is a template. */
  readonly fault: TemplateFault | null;
};

/** Mustache takes a time that grows with the square of a tag's length: longer ones are refused before it sees them. */
const longestTag = 500;
const namePattern = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;
const kinds: Readonly<Record<string, Tag["kind"]>> = {
  "#": "section",
  "^": "inverted",
  "/": "end",
  "!": "comment",
  "&": "variable",
};

/**
 * The tags of a text, in one pass over it, and the first fault. What a prompt may contain of mustache: variables, sections
 * that show or hide a part, and comments. Partials and other delimiters are refused: there is nothing to include.
 */
export function findTags(text: string): FoundTags {
  const tags: Tag[] = [];
  const open: Tag[] = [];
  for (let at = text.indexOf("{{"); at !== -1; ) {
    const read = readTag(text, at);
    const fault = "message" in read ? read : (nest(open, read) ?? null);
    if (fault) return { tags, fault };
    if ("message" in read) break;
    tags.push(read);
    at = text.indexOf("{{", read.to);
  }
  const unclosed = open.at(-1);
  return { tags, fault: unclosed ? faultAt(unclosed, `has no {{/${unclosed.name}}}.`) : null };
}

function readTag(text: string, from: number): Tag | TemplateFault {
  const isTriple = text[from + 2] === "{";
  const start = from + (isTriple ? 3 : 2);
  const close = isTriple ? "}}}" : "}}";
  const end = text.slice(start, start + longestTag).indexOf(close);
  const to = end === -1 ? Math.min(text.length, from + 12) : start + end + close.length;
  if (end === -1) return { from, to, message: `${quote(text.slice(from, to))} is not closed by ${close}.` };
  const inner = text.slice(start, start + end).trim();
  const sigil = isTriple ? "" : inner.slice(0, 1);
  const place = { from, to };
  if (sigil === ">") return faultAt({ text, ...place }, "includes another template, and there is none.");
  if (sigil === "=") return faultAt({ text, ...place }, "changes the braces, which is not supported.");
  const kind = kinds[sigil] ?? "variable";
  const name = sigil in kinds ? inner.slice(1).trim() : inner;
  if (kind !== "comment" && !namePattern.test(name)) {
    return faultAt(
      { text, ...place },
      "is no variable: a name has letters, digits and underscores, at most 64.",
    );
  }
  return { kind, name, ...place };
}

/** Keeps the sections that are open. Not undefined: this tag ends what it does not belong to. */
function nest(open: Tag[], tag: Tag): TemplateFault | undefined {
  if (tag.kind === "section" || tag.kind === "inverted") open.push(tag);
  if (tag.kind !== "end") return undefined;
  const opened = open.pop();
  if (opened?.name === tag.name) return undefined;
  return faultAt(tag, opened ? `ends a section, but ${opened.name} is to be ended first.` : "ends nothing.");
}

type Place = { readonly from: number; readonly to: number } & ({ readonly text: string } | Tag);

function faultAt(place: Place, what: string): TemplateFault {
  const { from, to } = place;
  return {
    from,
    to,
    message: `${quote("text" in place ? place.text.slice(from, to) : toText(place))} ${what}`,
  };
}

function toText({ kind, name }: Tag): string {
  const sigil = { variable: "", section: "#", inverted: "^", end: "/", comment: "!" }[kind];
  return `{{${sigil}${name}}}`;
}

function quote(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
