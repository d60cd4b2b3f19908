import { FieldTable } from "./field-table.tsx";
import { Prose } from "./prose.tsx";
import { type ShownSchema, shownSchema } from "./read-reference.ts";
import { SchemaType } from "./schema-type.tsx";

/** One schema: its fields, or what it stands for. */
export function SchemaSection({ name, schema }: { readonly name: string; readonly schema: ShownSchema }) {
  const required = new Set(schema.required);
  const fields = Object.entries(schema.properties ?? {}).map(([field, value]) => ({
    name: field,
    schema: shownSchema(value),
    note: required.has(field) ? undefined : "may be left out",
  }));
  return (
    <section aria-labelledby={`schema-${name}`} className="border-t border-line py-5">
      <h3 id={`schema-${name}`} className="scroll-mt-4 font-mono text-14 font-semibold">
        {name}
      </h3>
      {schema.description && (
        <p className="mt-1 text-13 text-muted">
          <Prose text={schema.description} />
        </p>
      )}
      <div className="mt-2">
        {fields.length > 0 ? (
          <FieldTable label={`Fields of ${name}`} fields={fields} />
        ) : (
          <SchemaType schema={schema} />
        )}
      </div>
    </section>
  );
}
