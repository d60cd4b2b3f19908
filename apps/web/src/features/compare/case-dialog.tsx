"use client";
import type { Variable } from "@slipway/prompts/variables/variable";
import type { TestCase } from "@slipway/schemas/apps/test-case";
import { maxMessageCharacters } from "@slipway/schemas/text";
import { type FormEvent, useId, useState } from "react";
import { givenValues, missingValues, ValuesForm } from "#features/playground/index.ts";
import { useSaveCase } from "#features/test-cases/index.ts";
import { Button } from "#ui/button.tsx";
import { CodeBlock } from "#ui/code-block.tsx";
import { Dialog, DialogClose } from "#ui/dialog.tsx";
import { Field } from "#ui/field.tsx";
import { Input } from "#ui/input.tsx";
import { Textarea } from "#ui/textarea.tsx";

type CaseDialogProps = {
  readonly appId: string;
  /** Whether somebody says something, or a prompt is run by its variables alone. */
  readonly hasMessage: boolean;
  /** What the panes' configurations can be given. */
  readonly variables: readonly Variable[];
  /** Null: a new one. */
  readonly testCase: TestCase | null;
  readonly onClose: () => void;
};

const noErrors: ReadonlyMap<string, string> = new Map();

/** Writes a case down, or changes one. */
export function CaseDialog({ appId, hasMessage, variables, testCase, onClose }: CaseDialogProps) {
  const formId = useId();
  const save = useSaveCase(appId, testCase?.id ?? null);
  const [name, setName] = useState(testCase?.name ?? "");
  const [message, setMessage] = useState(testCase?.input.message ?? "");
  const [values, setValues] = useState<Readonly<Record<string, string>>>(testCase?.input.variables ?? {});
  // A conversation comes from the API: it is kept as it is.
  const isOther = testCase?.input.messages !== undefined;
  const isNameMissing = testCase !== null && name.trim() === "";
  const isInputMissing = hasMessage ? message.trim() === "" : missingValues(variables, values).length > 0;
  const canSave = (isOther || !isInputMissing) && !isNameMissing;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!canSave) return;
    const given = givenValues(variables, values);
    const written = {
      ...(hasMessage ? { message: message.trim() } : {}),
      ...(!hasMessage || Object.keys(given).length > 0 ? { variables: given } : {}),
    };
    const input = isOther && testCase ? testCase.input : written;
    save.mutate({ name: name.trim(), input }, { onSuccess: onClose });
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={testCase ? "Edit test case" : "New test case"}
      footer={
        <>
          <DialogClose>
            <Button variant="ghost">Cancel</Button>
          </DialogClose>
          <Button variant="primary" type="submit" form={formId} loading={save.isPending} disabled={!canSave}>
            Save
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        {isOther ? <CodeBlock label="Input" code={JSON.stringify(testCase?.input, null, 2)} /> : null}
        {hasMessage && !isOther ? (
          <Field label="What is said">
            <Textarea
              value={message}
              onValueChange={setMessage}
              minLines={3}
              maxLines={14}
              maxLength={maxMessageCharacters}
            />
          </Field>
        ) : null}
        {isOther || variables.length === 0 ? null : (
          <ValuesForm
            variables={variables}
            values={values}
            onValueChange={(variable, value) => setValues({ ...values, [variable]: value })}
            errors={noErrors}
          />
        )}
        <Field
          label="Name"
          error={save.error?.message}
          optional={testCase === null}
          {...(testCase === null ? { help: "Left empty it is called by its first words." } : {})}
        >
          <Input value={name} onValueChange={setName} maxLength={120} />
        </Field>
      </form>
    </Dialog>
  );
}
