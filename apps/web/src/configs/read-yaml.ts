import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  parseDocument,
  visit,
} from "yaml";

/** Where something is wrong in a text: offsets of its first character and the one after its last. */
export type TextProblem = { readonly message: string; readonly from: number; readonly to: number };

export type ReadYaml =
  | { readonly kind: "read"; readonly value: unknown; readonly document: Document }
  | { readonly kind: "broken"; readonly problems: readonly TextProblem[] };

/** No text that means something opens so many brackets without closing them, or lists within lists on one line. */
const maxOpen = 1_000;

/**
 * Reads YAML 1.2 as plain JSON values. It may come from anybody: aliases, which can make a short text enormous, and tags,
 * which stand for types of some program, are problems like faults of the syntax.
 */
export function readYaml(text: string): ReadYaml {
  const deep = findTooDeep(text) ?? findTooMany(text);
  if (deep) return { kind: "broken", problems: [deep] };
  try {
    return readShallow(text);
  } catch (error) {
    // The parser follows every level into the depth.
    if (error instanceof RangeError) return { kind: "broken", problems: [tooDeep(0)] };
    throw error;
  }
}

function readShallow(text: string): ReadYaml {
  const document = parseDocument(text, { schema: "core", prettyErrors: false, uniqueKeys: true });
  const faults = [...document.errors, ...document.warnings].map(({ message, pos: [from, to] }) => ({
    message: inOneSentence(message),
    from,
    to,
  }));
  const problems = [...faults, ...findForbidden(document)];
  return problems.length > 0
    ? { kind: "broken", problems }
    : { kind: "read", value: document.toJS({ maxAliasCount: 0 }), document };
}

/** No app has so many values, and a text of nothing else would take the parser minutes and gigabytes. */
const maxTokens = 400_000;

/** Counted before the text is parsed. A text of many lines is one token, so that long prompts count little. */
function findTooMany(text: string): TextProblem | null {
  // Every token has a character of its own.
  if (text.length <= maxTokens) return null;
  let count = 0;
  let at = 0;
  for (const token of new Lexer().lex(text)) {
    count += 1;
    at += token.length;
    if (count > maxTokens) {
      const message = "Has too many values: split it, or leave earlier revisions out.";
      return { message, from: Math.min(at, text.length), to: Math.min(at, text.length) };
    }
  }
  return null;
}

/** Found before the text is parsed, which would take seconds. */
function findTooDeep(text: string): TextProblem | null {
  let open = 0;
  for (const { 0: found, index } of text.matchAll(/[[\]{}]|(?<=^|\n)[\t ]*(?:[-?:][\t ]+){1000}/g)) {
    if (found === "[" || found === "{") open += 1;
    else if (found === "]" || found === "}") open = Math.max(0, open - 1);
    if (open > maxOpen || found.length > 2) return tooDeep(index);
  }
  return null;
}

function tooDeep(at: number): TextProblem {
  return { message: "Nested too deep.", from: at, to: at + 1 };
}

function findForbidden(document: Document): TextProblem[] {
  const problems: TextProblem[] = [];
  const refuse = (node: Node, message: string) => {
    const [from, to] = node.range ?? [0, 1];
    problems.push({ message, from, to });
  };
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) refuse(node, "Aliases (*name) are not read here: write the value out.");
      else if (node.anchor) refuse(node, "Anchors (&name) are not read here: write each value out.");
      if (node.tag && !isAlias(node)) refuse(node, `Tags (${node.tag}) are not read here.`);
    },
    Pair(_, { key }) {
      if (isNode(key) && !isScalar(key)) refuse(key, "A name has to be a plain text.");
    },
  });
  return problems;
}

function inOneSentence(message: string): string {
  return message.split("\n", 1)[0] ?? message;
}

export type TextRange = { readonly from: number; readonly to: number };

/** Where the value of a dotted path stands, or the nearest that there is around it; of what has parts, its name. */
export function locateInYaml(document: Document, path: string): TextRange {
  let node: unknown = document.contents;
  let range = rangeOf(node);
  for (const key of path === "" ? [] : path.split(".")) {
    const step = stepInto(node, key);
    if (!step) break;
    node = step.value;
    range = rangeOf(isScalar(node) ? node : step.name);
  }
  return range;
}

/** The value under a name or at a place, and what stands for it where it is long. */
function stepInto(node: unknown, key: string): { readonly value: unknown; readonly name: unknown } | null {
  if (isSeq(node)) {
    const item = node.items[Number(key)];
    return item === undefined ? null : { value: item, name: item };
  }
  const pair = isMap(node)
    ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
    : undefined;
  return pair ? { value: pair.value, name: pair.key } : null;
}

function rangeOf(node: unknown): TextRange {
  const [from, to] = (isNode(node) ? node.range : null) ?? [0, 0];
  return { from, to };
}
