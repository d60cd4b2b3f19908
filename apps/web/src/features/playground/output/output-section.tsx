"use client";
import type { AppType } from "@slipway/schemas/apps/app-type";
import { useState } from "react";
import { Button } from "#ui/button.tsx";
import { Field } from "#ui/field.tsx";
import { Switch } from "#ui/switch.tsx";
import { Textarea } from "#ui/textarea.tsx";
import { SampleCheck } from "./sample-check.tsx";
import { schemaStarts } from "./schema-starts.ts";
import { ToldSchema } from "./told-schema.tsx";
import { useSchemaCheck } from "./use-schema-check.ts";
import { type DraftSchema, useSchemaText } from "./use-schema-text.ts";

type OutputSectionProps = {
  readonly type: AppType;
  readonly model: string;
  /** Undefined: answers are free text. */
  readonly schema: DraftSchema | undefined;
  readonly error: string | undefined;
  readonly onChange: (schema: DraftSchema | undefined) => void;
};

/** Whether answers have a form, and which. */
export function OutputSection({ type, model, schema, error, onChange }: OutputSectionProps) {
  const editing = useSchemaText(schema, onChange);
  return (
    <div className="flex flex-col gap-3">
      <Field
        layout="inline"
        label="Answers are JSON"
        help="Each answer is checked against a schema; one that does not fit is asked for again."
      >
        <Switch
          checked={schema !== undefined}
          onCheckedChange={(isOn) => editing.put(isOn ? schemaStarts[0]?.schema : undefined)}
        />
      </Field>
      {schema === undefined ? null : (
        <SchemaEditor type={type} model={model} editing={editing} error={error} />
      )}
    </div>
  );
}

type SchemaEditorProps = {
  readonly type: AppType;
  readonly model: string;
  readonly editing: ReturnType<typeof useSchemaText>;
  readonly error: string | undefined;
};

/** The schema as text, what is wrong with it, what the model is told of it, and a sample to hold against it. */
function SchemaEditor({ type, model, editing: { text, read, edit, put }, error }: SchemaEditorProps) {
  const [sample, setSample] = useState("");
  const check = useSchemaCheck({ schema: read.kind === "schema" ? read.schema : undefined, model, sample });
  const fault = read.kind === "fault" ? read.message : faultOf(check.data);
  return (
    <>
      <fieldset className="flex flex-wrap items-center gap-1.5">
        <legend className="pb-1 text-12 text-muted">Start with</legend>
        {schemaStarts.map((start) => (
          <Button key={start.name} size="sm" title={start.description} onClick={() => put(start.schema)}>
            {start.name}
          </Button>
        ))}
      </fieldset>
      <Field label="JSON Schema" aside="Draft 2020-12" error={fault ?? error}>
        <Textarea value={text} onValueChange={edit} mono minLines={8} maxLines={28} spellCheck={false} />
      </Field>
      {read.kind === "schema" && check.data?.told && !fault ? (
        <ToldSchema type={type} schema={read.schema} told={check.data.told} option={check.data.option} />
      ) : null}
      <SampleCheck
        sample={sample}
        onSampleChange={setSample}
        checked={fault ? null : (check.data?.sample ?? null)}
        problem={check.error?.message ?? null}
      />
    </>
  );
}

function faultOf(checked: ReturnType<typeof useSchemaCheck>["data"]): string | undefined {
  const fault = checked?.faults[0];
  return fault && (fault.path ? `${fault.path}: ${fault.message}` : fault.message);
}
