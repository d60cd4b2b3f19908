/** The contract's words: what stands between backticks is code. */
export function Prose({ text }: { readonly text: string }) {
  return text.split("`").map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change their order.
      <code key={index} className="font-mono text-12">
        {part}
      </code>
    ) : (
      part
    ),
  );
}
