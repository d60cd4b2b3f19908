import { CopyButton } from "./copy-button.tsx";

type CodeBlockProps = {
  readonly code: string;
  /** Said above the code: "curl", "response.json". */
  readonly label?: string;
};

/** Code to read and to take along, as plain text. */
export function CodeBlock({ code, label = "Code" }: CodeBlockProps) {
  return (
    <figure className="overflow-hidden rounded-md border border-line bg-sunken">
      <figcaption className="flex h-8 items-center justify-between border-b border-line pr-1 pl-3 text-12 text-muted">
        {label}
        <CopyButton text={code} label={`Copy ${label}`} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <pre tabIndex={0} className="overflow-x-auto p-3 text-12 leading-5 focus-visible:-outline-offset-2">
        <code>{code}</code>
      </pre>
    </figure>
  );
}
