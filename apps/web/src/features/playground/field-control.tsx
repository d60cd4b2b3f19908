"use client";
import { useState } from "react";
import { Field } from "#ui/field.tsx";
import { Input } from "#ui/input.tsx";
import { NumberField } from "#ui/number-field.tsx";
import { Select } from "#ui/select.tsx";
import type { FieldDescription } from "./describe-fields.ts";

type FieldControlProps = {
  readonly field: FieldDescription;
  readonly value: unknown;
  readonly error: string | undefined;
  /** What is in force while it is empty. */
  readonly placeholder: string;
  readonly onChange: (value: unknown) => void;
};

const unset = "unset";

/** The control that fits a field. An empty one leaves the value out. */
export function FieldControl({ field, value, error, placeholder, onChange }: FieldControlProps) {
  const { control } = field;
  return (
    <Field label={field.title} help={field.description} error={error}>
      {control.kind === "number" ? (
        <NumberField
          value={typeof value === "number" ? value : null}
          onValueChange={(next) => onChange(next ?? undefined)}
          step={control.step}
          placeholder={placeholder}
        />
      ) : null}
      {control.kind === "choice" ? (
        <Select
          value={typeof value === "string" ? value : unset}
          onValueChange={(next) => onChange(next === unset ? undefined : next)}
          options={[
            { value: unset, label: placeholder },
            ...control.values.map((each) => ({ value: each, label: capitalise(each) })),
          ]}
        />
      ) : null}
      {control.kind === "texts" ? (
        <TextsInput value={Array.isArray(value) ? value : []} placeholder="Nothing" onChange={onChange} />
      ) : null}
    </Field>
  );
}

type TextsInputProps = {
  readonly value: readonly string[];
  readonly placeholder: string;
  readonly onChange: (value: readonly string[] | undefined) => void;
};

/** Several texts in one line. Commas separate; `\n` stands for a line break, `\,` for a comma. */
function TextsInput({ value, placeholder, onChange }: TextsInputProps) {
  const [text, setText] = useState(() => value.map(escapeText).join(", "));
  return (
    <Input
      mono
      value={text}
      placeholder={placeholder}
      onValueChange={(next) => {
        setText(next);
        const texts = next
          .split(/(?<!\\),/)
          .map((each) => each.trim().replaceAll("\\n", "\n").replaceAll("\\,", ","))
          .filter((each) => each !== "");
        onChange(texts.length > 0 ? texts : undefined);
      }}
    />
  );
}

function escapeText(text: string): string {
  return text.replaceAll("\n", "\\n").replaceAll(",", "\\,");
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
