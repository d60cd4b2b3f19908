import type { ShownSchema } from "./read-reference.ts";
import { typeParts } from "./type-parts.ts";

/** A type, with links to the schemas that it names. */
export function SchemaType({ schema }: { readonly schema: ShownSchema }) {
  return (
    <code className="font-mono text-12 break-words">
      {typeParts(schema).map((part, index) =>
        part.schema ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one type never change their order.
          <a key={index} href={`#schema-${part.schema}`} className="text-accent-text underline">
            {part.text}
          </a>
        ) : (
          part.text
        ),
      )}
    </code>
  );
}
