"use client";
import type { FieldDescription } from "./describe-fields.ts";
import type { ConfigErrors } from "./draft-config.ts";
import { FieldControl } from "./field-control.tsx";

type Values = Readonly<Record<string, unknown>>;

type FieldsFormProps = {
  readonly fields: readonly FieldDescription[];
  /** Where the values stand in the configuration: errors are found under it. */
  readonly at: string;
  readonly values: Values | undefined;
  readonly errors: ConfigErrors;
  readonly placeholders?: Readonly<Record<string, number>>;
  readonly placeholder: string;
  readonly onChange: (values: Values | undefined) => void;
};

/** Optional values side by side where there is room. */
export function FieldsForm(props: FieldsFormProps) {
  const { fields, at, values = {}, errors, placeholders = {}, placeholder, onChange } = props;
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(150px,1fr))] gap-x-4 gap-y-4">
      {fields.map((field) => (
        <FieldControl
          key={field.key}
          field={field}
          value={values[field.key]}
          error={errorUnder(errors, `${at}.${field.key}`)}
          placeholder={placeholders[field.key]?.toLocaleString("en") ?? placeholder}
          onChange={(value) => onChange(withValue(values, field.key, value))}
        />
      ))}
    </div>
  );
}

/** Also of a part of the value: `parameters.stop.0`. */
function errorUnder(errors: ConfigErrors, path: string): string | undefined {
  for (const [at, message] of errors) if (at === path || at.startsWith(`${path}.`)) return message;
  return undefined;
}

/** Without any value left, the whole part is left out. */
function withValue(values: Values, key: string, value: unknown): Values | undefined {
  const entries = Object.entries({ ...values, [key]: value }).filter(([, each]) => each !== undefined);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
