import { Fragment, type ReactNode } from "react";
import { CodeBlock } from "#ui/code-block.tsx";
import type { MarkdownNode } from "./markdown-tree.ts";
import type { ReadMarkdown } from "./read-markdown.ts";
import { ImageOffer, SafeLink } from "./safe-link.tsx";

type NodeOf<Type extends MarkdownNode["type"]> = Extract<MarkdownNode, { type: Type }>;

/** What the nodes of one text say of each other. */
type Context = {
  readonly source: string;
  /** How many nodes are around the one that is shown. */
  readonly depth: number;
  readonly definitions: ReadonlyMap<string, NodeOf<"definition">>;
  /** Footnotes by their names, in the order in which they stand. */
  readonly footnotes: ReadonlyMap<string, NodeOf<"footnoteDefinition">>;
  /** In a list whose items stand close together paragraphs are no blocks of their own. */
  readonly isTight?: boolean;
};

/** Nobody nests so deep on purpose; further in, the text stands as it was written. */
const maxDepth = 50;

/** Markdown as elements. Nothing in it becomes markup but what is named here, so nothing has to be cleaned. */
export function MarkdownTreeView({ tree, source }: ReadMarkdown) {
  const context: Context = { ...readReferences(tree), source, depth: 0 };
  return (
    <>
      {blocks(tree.children, context)}
      {context.footnotes.size > 0 ? (
        <section aria-label="Footnotes">
          <ol>
            {[...context.footnotes].map(([name, { children }]) => (
              <li key={name}>{blocks(children, context)}</li>
            ))}
          </ol>
        </section>
      ) : null}
    </>
  );
}

/** Where paragraphs can stand, HTML is one, too. */
function blocks(children: readonly MarkdownNode[], context: Context): ReactNode {
  const shown = children.map((child): MarkdownNode => {
    return child.type === "html" ? { type: "paragraph", children: [child] } : child;
  });
  return nodes(shown, context);
}

function nodes(children: readonly MarkdownNode[], around: Context): ReactNode {
  const context = { ...around, depth: around.depth + 1 };
  // biome-ignore lint/suspicious/noArrayIndexKey: a node has no name but its place, and text only ever grows at its end.
  return children.map((child, at) => <Fragment key={at}>{element(child, context)}</Fragment>);
}

function element(node: MarkdownNode, context: Context): ReactNode {
  if (context.depth > maxDepth) {
    return context.source.slice(node.position?.start.offset, node.position?.end.offset);
  }
  switch (node.type) {
    case "text":
      return node.value;
    case "html":
      return node.value;
    case "paragraph":
      return context.isTight ? nodes(node.children, context) : <p>{nodes(node.children, context)}</p>;
    case "heading": {
      const Heading = `h${node.depth}` as const;
      return <Heading>{nodes(node.children, context)}</Heading>;
    }
    case "emphasis":
      return <em>{nodes(node.children, context)}</em>;
    case "strong":
      return <strong>{nodes(node.children, context)}</strong>;
    case "delete":
      return <del>{nodes(node.children, context)}</del>;
    case "inlineCode":
      return <code>{node.value}</code>;
    case "code":
      return <CodeBlock code={node.value} label={node.lang ?? "Code"} />;
    case "blockquote":
      return <blockquote>{blocks(node.children, { ...context, isTight: false })}</blockquote>;
    case "list":
      return list(node, context);
    case "table":
      return <Table node={node} context={context} />;
    case "thematicBreak":
      return <hr />;
    case "break":
      return <br />;
    case "link":
      return <SafeLink href={node.url}>{nodes(node.children, context)}</SafeLink>;
    case "linkReference":
      return (
        <SafeLink href={context.definitions.get(node.identifier)?.url}>
          {nodes(node.children, context)}
        </SafeLink>
      );
    case "image":
      return <ImageOffer src={node.url} alt={node.alt} />;
    case "imageReference":
      return <ImageOffer src={context.definitions.get(node.identifier)?.url} alt={node.alt} />;
    case "footnoteReference": {
      const number = [...context.footnotes.keys()].indexOf(node.identifier) + 1;
      return <sup>{number}</sup>;
    }
    default:
      // Definitions are shown where they are named; what is left is only made by extensions that are not used.
      return null;
  }
}

function list(node: NodeOf<"list">, context: Context): ReactNode {
  const isTight = !node.spread && !node.children.some(({ spread }) => spread);
  // biome-ignore-start lint/suspicious/noArrayIndexKey: an item has no name but its place.
  const items = node.children.map(({ checked, children }, at) => (
    <li key={at}>
      {typeof checked === "boolean" ? (
        <input type="checkbox" aria-label={checked ? "Done" : "To do"} checked={checked} disabled />
      ) : null}
      {blocks(children, { ...context, isTight })}
    </li>
  ));
  // biome-ignore-end lint/suspicious/noArrayIndexKey: an item has no name but its place.
  return node.ordered ? <ol start={node.start ?? 1}>{items}</ol> : <ul>{items}</ul>;
}

function Table({ node, context }: { node: NodeOf<"table">; context: Context }) {
  const [head, ...rows] = node.children;
  const inside = { ...context, isTight: false };
  const alignOf = (column: number) => node.align?.[column] ?? undefined;
  // biome-ignore-start lint/suspicious/noArrayIndexKey: rows and cells have no name but their place.
  return (
    <div
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="overflow-x-auto rounded-md border border-line focus-visible:-outline-offset-2"
    >
      <table className="w-full border-collapse">
        <thead>
          <tr>
            {head?.children.map(({ children }, at) => (
              <th key={at} data-align={alignOf(at)}>
                {nodes(children, inside)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, rowAt) => (
            <tr key={rowAt}>
              {row.children.map(({ children }, at) => (
                <td key={at} data-align={alignOf(at)}>
                  {nodes(children, inside)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
  // biome-ignore-end lint/suspicious/noArrayIndexKey: rows and cells have no name but their place.
}

/** What other nodes refer to. They may stand anywhere a block may. */
function readReferences(tree: ReadMarkdown["tree"]): Pick<Context, "definitions" | "footnotes"> {
  const definitions = new Map<string, NodeOf<"definition">>();
  const footnotes = new Map<string, NodeOf<"footnoteDefinition">>();
  const places: MarkdownNode[] = [...tree.children];
  for (let node = places.shift(); node; node = places.shift()) {
    // The first of a name counts.
    if (node.type === "definition" && !definitions.has(node.identifier))
      definitions.set(node.identifier, node);
    if (node.type === "footnoteDefinition" && !footnotes.has(node.identifier))
      footnotes.set(node.identifier, node);
    if (
      node.type === "blockquote" ||
      node.type === "list" ||
      node.type === "listItem" ||
      node.type === "footnoteDefinition"
    )
      places.unshift(...node.children);
  }
  return { definitions, footnotes };
}
