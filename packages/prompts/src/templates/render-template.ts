import mustache from "mustache";
import { findTags } from "#templates/find-tags.ts";

export type Values = Readonly<Record<string, string>>;

/** Mustache's own tokens: a kind, a text or name, from, to, and in a section what is in it. */
type Token = readonly [kind: string, text: string, from: number, to: number, inner?: readonly Token[]];

/**
 * A template with its values in place of its tags, as they are: nothing is escaped, and braces in a value stay braces. A
 * section is shown where its variable has a text, an inverted one where it has none. Null: the result would be longer
 * than `longest`. Throws where `findTags` finds a fault.
 */
export function renderTemplate(text: string, values: Values, longest: number): string | null {
  const { tags, fault } = findTags(text);
  if (fault) throw new Error(fault.message);
  if (tags.length === 0) return text.length > longest ? null : text;
  const pieces: string[] = [];
  return write(parse(text), values, { pieces, left: longest }) ? pieces.join("") : null;
}

/**
 * By a writer of its own: a shared one keeps every text for ever. Its tokens only, for Mustache's rendering looks names up
 * in prototypes and calls what it finds.
 */
function parse(text: string): readonly Token[] {
  return new mustache.Writer().parse(text, ["{{", "}}"]);
}

type Written = { readonly pieces: string[]; left: number };

function write(tokens: readonly Token[], values: Values, written: Written): boolean {
  return tokens.every(([kind, text, , , inner = []]) => {
    switch (kind) {
      case "text":
        return put(text, written);
      case "name":
      case "&":
        return put(textFor(values, text), written);
      case "#":
        return textFor(values, text) === "" || write(inner, values, written);
      case "^":
        return textFor(values, text) !== "" || write(inner, values, written);
      default:
        return true;
    }
  });
}

function put(text: string, written: Written): boolean {
  written.left -= text.length;
  if (written.left < 0) return false;
  written.pieces.push(text);
  return true;
}

function textFor(values: Values, name: string): string {
  return Object.hasOwn(values, name) ? (values[name] ?? "") : "";
}
