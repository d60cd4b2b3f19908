"use client";
import type { Variable } from "@slipway/prompts/variables/variable";
import { Field } from "#ui/field.tsx";
import { Textarea } from "#ui/textarea.tsx";

type ValuesFormProps = {
  readonly variables: readonly Variable[];
  readonly values: Readonly<Record<string, string>>;
  readonly onValueChange: (name: string, value: string) => void;
  /** What was wrong with a value when it was sent. */
  readonly errors: ReadonlyMap<string, string>;
  /** Runs it, from the keyboard. */
  readonly onSubmit?: () => void;
};

/** A field for each variable of a prompt. */
export function ValuesForm({ variables, values, onValueChange, errors, onSubmit }: ValuesFormProps) {
  return (
    <div className="flex flex-col gap-3">
      {variables.map(({ name, description, required, default: fallback }) => (
        <Field
          key={name}
          label={<code className="text-13">{name}</code>}
          optional={!required || fallback !== undefined}
          help={description}
          error={errors.get(name)}
        >
          <Textarea
            value={values[name] ?? ""}
            onValueChange={(value) => onValueChange(name, value)}
            placeholder={fallback}
            minLines={1}
            maxLines={14}
            maxLength={32_000}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
              event.preventDefault();
              onSubmit?.();
            }}
          />
        </Field>
      ))}
    </div>
  );
}
