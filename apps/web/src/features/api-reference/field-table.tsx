import { Prose } from "./prose.tsx";
import type { ShownSchema } from "./read-reference.ts";
import { SchemaType } from "./schema-type.tsx";
import { limitsOf } from "./type-parts.ts";

export type ShownField = {
  readonly name: string;
  readonly schema: ShownSchema;
  readonly description?: string | undefined;
  /** Beside the name: where it stands, or that it may be left out. */
  readonly note?: string | undefined;
};

/** Fields with their type and meaning. */
export function FieldTable({
  label,
  fields,
}: {
  readonly label: string;
  readonly fields: readonly ShownField[];
}) {
  return (
    <table className="w-full table-fixed border-collapse text-13">
      <caption className="sr-only">{label}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Type and meaning</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ name, schema, description, note }) => (
          <tr key={name} className="border-t border-line align-top">
            <th scope="row" className="w-2/5 py-2 pr-4 text-left font-medium break-words sm:w-52">
              <code className="font-mono text-12">{name}</code>
              {note && <span className="block text-12 font-normal text-faint">{note}</span>}
            </th>
            <td className="py-2 text-muted">
              <SchemaType schema={schema} />
              <FieldWords words={[description ?? schema.description, limitsOf(schema)]} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function FieldWords({ words }: { readonly words: readonly (string | undefined)[] }) {
  const said = words.filter(Boolean).join(" · ");
  return said ? (
    <p className="mt-0.5">
      <Prose text={said} />
    </p>
  ) : null;
}
