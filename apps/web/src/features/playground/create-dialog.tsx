"use client";
import type { App } from "@slipway/schemas/apps/app";
import { AppName } from "@slipway/schemas/apps/app";
import { type FormEvent, useId, useState } from "react";
import { Button } from "#ui/button.tsx";
import { Dialog, DialogClose } from "#ui/dialog.tsx";
import { Field } from "#ui/field.tsx";
import { Input } from "#ui/input.tsx";

type CreateDialogProps = {
  readonly suggestedName: string;
  readonly onOpenChange: (open: boolean) => void;
  readonly onCreate: (name: string) => Promise<App>;
};

/** Makes the app of a draft before its first run does. */
export function CreateDialog({ suggestedName, onOpenChange, onCreate }: CreateDialogProps) {
  const formId = useId();
  const [name, setName] = useState(suggestedName);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [isBusy, setIsBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const parsed = AppName.safeParse(name);
    if (!parsed.success) {
      setProblem(parsed.error.issues[0]?.message);
      return;
    }
    setIsBusy(true);
    try {
      await onCreate(parsed.data);
      onOpenChange(false);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "The app could not be created.");
      setIsBusy(false);
    }
  }
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      size="sm"
      title="Create app"
      description="The configuration becomes its revision 1."
      footer={
        <>
          <DialogClose>
            <Button variant="ghost">Cancel</Button>
          </DialogClose>
          <Button variant="primary" type="submit" form={formId} loading={isBusy}>
            Create app
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)}>
        <Field label="Name" error={problem}>
          <Input
            value={name}
            onValueChange={setName}
            autoComplete="off"
            onFocus={(event) => event.target.select()}
          />
        </Field>
      </form>
    </Dialog>
  );
}
