"use client";
import type { TestCase } from "@slipway/schemas/apps/test-case";
import { maxMessageCharacters } from "@slipway/schemas/text";
import { type FormEvent, useId, useState } from "react";
import { Button } from "#ui/button.tsx";
import { CodeBlock } from "#ui/code-block.tsx";
import { Dialog, DialogClose } from "#ui/dialog.tsx";
import { Field } from "#ui/field.tsx";
import { Input } from "#ui/input.tsx";
import { Textarea } from "#ui/textarea.tsx";
import { useSaveCase } from "./use-test-cases.ts";

type CaseDialogProps = {
  readonly appId: string;
  /** Null: a new one. */
  readonly testCase: TestCase | null;
  readonly onClose: () => void;
};

/** Writes a case down, or changes one. */
export function CaseDialog({ appId, testCase, onClose }: CaseDialogProps) {
  const formId = useId();
  const save = useSaveCase(appId, testCase?.id ?? null);
  const [name, setName] = useState(testCase?.name ?? "");
  const [message, setMessage] = useState(testCase?.input.message ?? "");
  // A conversation or variables come from the API: they are kept as they are.
  const isOther = testCase !== null && testCase.input.message === undefined;
  const isNameMissing = testCase !== null && name.trim() === "";
  const canSave = (isOther || message.trim() !== "") && !isNameMissing;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!canSave) return;
    const input = isOther ? testCase.input : { ...testCase?.input, message: message.trim() };
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
        {isOther ? (
          <CodeBlock label="Input" code={JSON.stringify(testCase.input, null, 2)} />
        ) : (
          <Field label="What is said" error={save.error?.message}>
            <Textarea
              value={message}
              onValueChange={setMessage}
              minLines={3}
              maxLines={14}
              maxLength={maxMessageCharacters}
            />
          </Field>
        )}
        <Field
          label="Name"
          optional={testCase === null}
          {...(testCase === null ? { help: "Left empty it is called by its first words." } : {})}
        >
          <Input value={name} onValueChange={setName} maxLength={120} />
        </Field>
      </form>
    </Dialog>
  );
}
